import { createHash } from 'crypto';
import { list } from './documents';
import { PHYSICAL_TYPES } from './physical-types';
import type { TemplateResource } from '../assembly';

/** Where a template is deployed. */
export interface StackPlace {
  /** For errors: construct path, or what the template is an instance of. */
  readonly path: string;
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
}

/** What a template takes from elsewhere. */
export interface Surroundings {
  /** Parameters that are given to the stack. */
  readonly parameters?: Record<string, string>;
  /** Value of an SSM parameter of the stack's account and region; undefined if nobody publishes it. */
  readonly published: (name: string) => string | undefined;
  /** Attributes of custom resources that stand for something the model knows. */
  readonly attribute?: (resource: TemplateResource, attribute: string) => string | undefined;
}

const NO_VALUE = Symbol('AWS::NoValue');

/** Resolves the intrinsic functions of a template as CloudFormation would, with stable ids where AWS makes them up. What it cannot resolve is an error. */
export class TemplateValues {
  public constructor(public readonly place: StackPlace, private readonly template: any, private readonly surroundings: Surroundings) {}

  /** @param where for errors: logical id and property */
  public resolve(value: any, where: string): any {
    const resolved = this.value(value, where);
    return resolved === NO_VALUE ? undefined : resolved;
  }

  /** Whether the resource is made at all. */
  public exists(resource: TemplateResource): boolean {
    return resource.Condition === undefined || this.condition(resource.Condition);
  }

  public nameOf(logicalId: string): string {
    const resource = this.resource(logicalId, logicalId);
    const physical = this.physical(resource, logicalId);
    const named = physical.named && this.resolve(resource.Properties?.[physical.named], `${logicalId}.${physical.named}`);
    if (named) return named;
    const digest = createHash('sha256').update(`${this.place.account}/${this.place.region}/${this.place.stackName}/${logicalId}`).digest('hex');
    // CloudFormation cuts such a name and ends it in something nobody knows: no policy can rest on more than its beginning
    if (physical.id === undefined) return `${this.place.stackName}-${logicalId}`;
    // a key's id is a UUID
    return physical.id === '' ? digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
      : `${physical.id}${physical.id === 'Z' ? digest.slice(0, 20).toUpperCase() : digest.slice(0, 10)}`;
  }

  public arnOf(logicalId: string): string {
    const resource = this.resource(logicalId, logicalId);
    const name = this.nameOf(logicalId);
    const path = this.resolve(resource.Properties?.Path, `${logicalId}.Path`) ?? '/';
    return this.physical(resource, logicalId).arn
      .replace('{path}', path).replace('{/name}', name.startsWith('/') ? name : `/${name}`).replace('{name}', name.replace(/^https:\/\//, ''))
      .replace(/\{([A-Z]\w+)\}/g, (_, property: string) => this.resolve(resource.Properties[property], `${logicalId}.${property}`))
      .replace('{partition}', this.partition).replace('{region}', this.place.region).replace('{account}', this.place.account);
  }

  public get partition(): string {
    return this.place.region.startsWith('cn-') ? 'aws-cn' : this.place.region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  }

  private value(value: any, where: string): any {
    if (Array.isArray(value)) return value.map(item => this.value(item, where)).filter(item => item !== NO_VALUE);
    if (typeof value !== 'object' || value === null) return value;
    const keys = Object.keys(value);
    if (keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'))) return this.intrinsic(keys[0], value[keys[0]], where);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.value(item, where)]).filter(([, item]) => item !== NO_VALUE));
  }

  private intrinsic(name: string, argument: any, where: string): any {
    switch (name) {
      case 'Ref': return this.reference(argument, where);
      case 'Fn::GetAtt': return this.attribute(...(typeof argument === 'string' ? split(argument) : argument as [string, string]), where);
      case 'Fn::Join': return list(this.value(argument[1], where)).join(argument[0]);
      case 'Fn::Sub': return this.substitute(argument, where);
      case 'Fn::If': return this.value(this.condition(argument[0]) ? argument[1] : argument[2], where);
      case 'Fn::Select': return this.value(argument[1], where)[Number(argument[0])];
      case 'Fn::Split': return String(this.value(argument[1], where)).split(argument[0]);
      default: return this.fail(where, { [name]: argument }, 'a function that the access model can resolve: Ref, GetAtt, Join, Sub, If, Select, Split');
    }
  }

  private reference(id: string, where: string): any {
    switch (id) {
      case 'AWS::AccountId': return this.place.account;
      case 'AWS::Region': return this.place.region;
      case 'AWS::Partition': return this.partition;
      case 'AWS::StackName': return this.place.stackName;
      case 'AWS::URLSuffix': return this.place.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
      case 'AWS::NoValue': return NO_VALUE;
    }
    const parameter = this.template.Parameters?.[id];
    if (parameter) return this.parameter(id, parameter, where);
    const resource = this.resource(id, where);
    const physical = this.physical(resource, where);
    if (physical.ref === 'arn') return this.arnOf(id);
    return physical.ref === 'url' ? `https://sqs.${this.place.region}.amazonaws.com/${this.place.account}/${this.nameOf(id)}` : this.nameOf(id);
  }

  private parameter(id: string, { Type, Default }: { Type: string; Default?: string }, where: string): any {
    const value = this.surroundings.parameters?.[id] ?? Default;
    if (value === undefined) return this.fail(where, { Ref: id }, 'a parameter with a value');
    if (Type === 'CommaDelimitedList') return value === '' ? [] : value.split(',');
    if (!Type.startsWith('AWS::SSM::Parameter::Value<')) return value;
    return this.surroundings.published(value)
      ?? this.fail(where, { Ref: id }, `an SSM parameter ${value} that a template of this assembly publishes in ${this.place.account}, ${this.place.region}`);
  }

  private attribute(id: string, attribute: string, where: string): string {
    const resource = this.resource(id, where);
    const known = this.surroundings.attribute?.(resource, attribute);
    if (known !== undefined) return known;
    const physical = this.physical(resource, where);
    if ((physical.arnAttributes ?? ['Arn']).includes(attribute)) return this.arnOf(id);
    if (physical.nameAttributes?.includes(attribute)) return this.nameOf(id);
    return this.fail(where, { 'Fn::GetAtt': [id, attribute] }, `an attribute of ${resource.Type} that the access model knows`);
  }

  private substitute(argument: string | [string, Record<string, any>], where: string): string {
    const [text, given] = typeof argument === 'string' ? [argument, {} as Record<string, any>] : argument;
    return text.replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) => {
      if (name in given) return String(this.value(given[name], where));
      return String(name.includes('.') ? this.attribute(...split(name), where) : this.reference(name, where));
    });
  }

  private condition(name: string): boolean {
    const test = this.template.Conditions?.[name];
    return test === undefined ? this.fail('Conditions', name, 'a condition of this template') : this.test(test);
  }

  private test(test: any): boolean {
    const [[kind, argument]] = Object.entries<any>(test);
    switch (kind) {
      case 'Condition': return this.condition(argument);
      case 'Fn::Equals': {
        const [a, b] = this.value(argument, 'Conditions');
        return String(a) === String(b);
      }
      case 'Fn::Not': return !this.test(argument[0]);
      case 'Fn::And': return argument.every((part: any) => this.test(part));
      case 'Fn::Or': return argument.some((part: any) => this.test(part));
      default: return this.fail('Conditions', test, 'Equals, Not, And, Or');
    }
  }

  private resource(id: string, where: string): TemplateResource {
    return this.template.Resources?.[id] ?? this.fail(where, { Ref: id }, 'a resource or a parameter of the same template');
  }

  private physical(resource: TemplateResource, where: string) {
    return PHYSICAL_TYPES[resource.Type] ?? this.fail(where, resource.Type, 'a type whose ARN the access model knows; add it to PHYSICAL_TYPES');
  }

  private fail(where: string, got: unknown, expected: string): never {
    throw new Error(`${this.place.path}: ${where}: got ${JSON.stringify(got)}, expected ${expected}`);
  }
}

function split(text: string): [string, string] {
  const dot = text.indexOf('.');
  return [text.slice(0, dot), text.slice(dot + 1)];
}
