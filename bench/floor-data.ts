/** What the floor is told to make: our own assembly, turned into the arguments of L1 constructs. */
import { isDeepStrictEqual } from 'util';
import { App, CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { Assembly, AssemblyStack } from './assembly';
import { classOf } from './programs/l1-classes';

export interface FloorData {
  readonly qualifier: string;
  readonly assets: { readonly hash: string; readonly path: string }[];
  readonly stacks: FloorStack[];
}

export interface FloorStack {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  readonly description?: string;
  readonly terminationProtection?: boolean;
  /** Numbers of stacks that come before. */
  readonly dependsOn: number[];
  readonly assets: { readonly hash: string; readonly displayName?: string }[];
  readonly parameters: { readonly id: string; readonly type: string; readonly default?: string; readonly description?: string }[];
  readonly resources: FloorResource[];
  readonly outputs: { readonly id: string; readonly value: any; readonly description?: string }[];
}

export interface FloorResource {
  readonly id: string;
  readonly type: string;
  readonly props: any;
  readonly options: object;
  readonly dependsOn: string[];
  /** By CDK's class of that type; else by `CfnResource`, which costs less. */
  readonly typed: boolean;
  /** Whether anything in it refers to something else: only then it is looked through. */
  readonly refers: boolean;
}

/** What CDK's synthesizer adds to every template by itself. */
const OF_THE_SYNTHESIZER = ['BootstrapVersion', 'CheckBootstrapVersion'];

/** Whatever stands below these is JSON for CDK as well. */
const OPAQUE = /PolicyDocument$|^(Variables|Content|Policy|PolicyText|Rules|ManagedExecution)$/;

/** @param staged where an asset of that hash is taken from */
export function floorData(assembly: Assembly, staged: (hash: string) => string): FloorData {
  const stacks = inOrder(assembly.stacks);
  const numbers = new Map(stacks.map(({ artifact }, index) => [artifact, index]));
  const typed = new TypedClasses();
  return {
    qualifier: stacks[0].qualifier,
    assets: [...new Set(stacks.flatMap(stack => stack.assets.map(({ hash }) => hash)))].map(hash => ({ hash, path: staged(hash) })),
    stacks: stacks.map(({ path, account, region, stackName, terminationProtection, dependsOn, assets, template }) => {
      const { Description, Resources, Parameters = {}, Outputs = {}, Rules, ...others } = template;
      for (const key of Object.keys(others)) throw new Error(`floor: ${path} has a template section ${key}, which the floor cannot make yet`);
      return {
        id: path.replaceAll('/', '-'),
        account,
        region,
        stackName,
        terminationProtection,
        assets,
        description: Description,
        dependsOn: dependsOn.map(artifact => numbers.get(artifact)!),
        parameters: Object.entries<any>(Parameters).filter(([id]) => !OF_THE_SYNTHESIZER.includes(id))
          .map(([id, parameter]) => ({ id, ...withLowerKeys(parameter) })),
        resources: Object.entries<any>(Resources).map(([id, resource]) => floorResource(typed, id, resource)),
        outputs: Object.entries<any>(Outputs).map(([id, output]) => ({ id, value: output.Value, description: output.Description })),
      };
    }),
  };
}

function floorResource(typed: TypedClasses, id: string, resource: any): FloorResource {
  const { Type, Properties = {}, DependsOn, DeletionPolicy, UpdateReplacePolicy, Metadata } = resource;
  const props = withLowerKeys(Properties);
  const can = typed.can(Type, Properties, props);
  return {
    id,
    type: Type,
    typed: can,
    props: can ? props : Properties,
    refers: /"(Ref|Fn::[A-Za-z0-9]+)":/.test(JSON.stringify(Properties)),
    dependsOn: [DependsOn ?? []].flat(),
    options: { deletionPolicy: DeletionPolicy, updateReplacePolicy: UpdateReplacePolicy, metadata: Metadata },
  };
}

/** Earlier stacks before later ones. */
function inOrder(stacks: AssemblyStack[]): AssemblyStack[] {
  const byId = new Map(stacks.map(stack => [stack.artifact, stack]));
  const done = new Set<AssemblyStack>();
  const visit = (stack: AssemblyStack) => {
    if (done.has(stack)) return;
    stack.dependsOn.forEach(id => visit(byId.get(id)!));
    done.add(stack);
  };
  stacks.forEach(visit);
  return [...done];
}

/** Names as the L1 classes have them: KMSKeyId is kmsKeyId. */
function withLowerKeys(value: any): any {
  if (Array.isArray(value)) return value.map(withLowerKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => {
    if (key === 'Ref' || key.startsWith('Fn::')) return [key, one];
    const name = key.replace(/^([A-Z]+(?=[A-Z][a-z])|[A-Z]+$|[A-Z])/, start => start.toLowerCase());
    return [name, OPAQUE.test(key) ? one : withLowerKeys(one)];
  }));
}

/** References as the floor makes them, where they lead does not matter: some properties take nothing but text. */
function withTokens(value: any): any {
  if (Array.isArray(value)) return value.map(withTokens);
  if (typeof value !== 'object' || value === null) return value;
  if ('Ref' in value || 'Fn::GetAtt' in value) return Token.asString(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withTokens(one)]));
}

/** Which resources a typed class renders to the same properties, asked once for each shape. */
class TypedClasses {
  private readonly stack = new Stack(new App(), 'Scratch');
  private readonly known = new Map<string, boolean>();

  public can(type: string, properties: object, props: object): boolean {
    const shape = type + JSON.stringify(properties, (_, value) => typeof value === 'string' ? '' : value);
    if (!this.known.has(shape)) this.known.set(shape, this.renders(type, properties, props));
    return this.known.get(shape)!;
  }

  private renders(type: string, properties: object, props: object): boolean {
    const Class = classOf(type);
    if (!Class) return false;
    try {
      const made: CfnResource = new Class(this.stack, `Resource${this.known.size}`, withTokens(props));
      // CDK marks what it has resolved: compared is what it writes
      const [rendered] = Object.values<any>(JSON.parse(JSON.stringify(this.stack.resolve((made as any)._toCloudFormation()).Resources)));
      return isDeepStrictEqual(rendered.Properties ?? {}, properties);
    } catch {
      return false;
    }
  }
}
