import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, Resource, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types';
import { HOLDS_STATE, INTERRUPTING } from './beyond-schema';

/** Whether a change of a property makes CloudFormation put another resource in the place of the old one. */
export type Replacement = 'no' | 'maybe' | 'yes';

/** How the documentation in the schemas says it; the other place where these words stand is "updates that require no or some interruption" of names. */
const INTERRUPTS = /(?<!no or |no interruption or )some interruption/i;

/** CloudFormation's own schemas of its resource types. */
export class Schemas {
  /** Those that AWS's CDK team publishes with each release: `@aws-cdk/aws-service-spec`. */
  public static load(): Schemas {
    return new Schemas(loadAwsServiceSpecSync());
  }

  private readonly resources: ReadonlyMap<string, Resource>;

  public constructor(private readonly database: SpecDatabase) {
    this.resources = new Map(database.all('resource').map(resource => [resource.cloudFormationType, resource]));
  }

  public knows(type: string): boolean {
    return this.resources.has(type);
  }

  /** Whether what the resource holds is lost with it, and no template brings it back. */
  public holdsState(type: string): boolean {
    return !!this.resources.get(type)?.isStateful || type in HOLDS_STATE;
  }

  public propertiesOf(type: string): ResourceProperties {
    return this.resources.get(type)?.properties ?? {};
  }

  /** Properties of everything that a value of this property may be, as far as the schema goes into it. */
  public inside(property?: Property): ResourceProperties {
    return property ? Object.assign({}, ...this.definitions(property.type)) : {};
  }

  /** Paths that make another resource though no type in the schema can say so; `*` is any item. */
  public furtherReplacements(type: string): string[] {
    return [...new Set(this.resources.get(type)?.additionalReplacementProperties?.map(path => path.join('/')))];
  }

  /** Whether AWS says that the resource stops working for a while when this top-level property is changed in place. */
  public interrupts(type: string, property: string): boolean {
    return !!INTERRUPTING[type]?.includes(property) || INTERRUPTS.test(this.propertiesOf(type)[property]?.documentation ?? '');
  }

  /** Top-level properties that are the resource's identity in its account and region: no two have the same. */
  public names(type: string): string[] {
    const { primaryIdentifier = [], properties = {} } = this.resources.get(type) ?? {};
    return primaryIdentifier.every(name => name in properties) ? primaryIdentifier : [];
  }

  private definitions(type: PropertyType): ResourceProperties[] {
    switch (type.type) {
      case 'ref': return [this.database.get('typeDefinition', type.reference).properties];
      case 'array': case 'map': return this.definitions(type.element);
      case 'union': return type.types.flatMap(one => this.definitions(one));
      default: return [];
    }
  }
}
