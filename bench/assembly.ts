/** A cloud assembly as CloudFormation and the CDK CLI see it: whatever wrote it. */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { isDeepStrictEqual } from 'util';

export interface AssemblyStack {
  readonly artifact: string;
  readonly path: string;
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  readonly terminationProtection?: boolean;
  readonly tags: object;
  readonly qualifier: string;
  /** Artifacts of stacks that are deployed before. */
  readonly dependsOn: string[];
  readonly assets: { readonly hash: string; readonly displayName?: string }[];
  readonly template: any;
}

/** CDK writes what a resource waits for in the order of construct paths, and the floor has others; CloudFormation reads a set. */
function inOneOrder({ Resources, ...others }: any): object {
  const ordered = ({ DependsOn = [], ...resource }: any) => ({ ...resource, DependsOn: [DependsOn].flat().sort() });
  return { ...others, Resources: Object.fromEntries(Object.entries(Resources ?? {}).map(([id, resource]) => [id, ordered(resource)])) };
}

export class Assembly {
  public readonly stacks: AssemblyStack[];

  public constructor(public readonly directory: string) {
    const { artifacts } = this.json('manifest.json');
    this.stacks = Object.entries<any>(artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack').map(([artifact, stack]) => {
      const { templateFile, stackName, terminationProtection, tags, bootstrapStackVersionSsmParameter } = stack.properties;
      const [account, region] = stack.environment.slice('aws://'.length).split('/');
      return {
        artifact,
        account,
        region,
        stackName,
        terminationProtection,
        tags: tags ?? {},
        path: stack.displayName ?? artifact,
        qualifier: bootstrapStackVersionSsmParameter?.split('/')[2],
        dependsOn: stack.dependencies.filter((id: string) => artifacts[id].type === 'aws:cloudformation:stack'),
        assets: this.assetsOf(`${artifact}.assets.json`, templateFile),
        template: this.json(templateFile),
      };
    });
  }

  public get resources(): number {
    return this.stacks.reduce((sum, { template }) => sum + Object.keys(template.Resources ?? {}).length, 0);
  }

  public get emptyStacks(): number {
    return this.stacks.filter(({ template }) => !Object.keys(template.Resources ?? {}).length).length;
  }

  /** The longest row of stacks each of which waits for the one before. */
  public get longestChain(): number {
    const byId = new Map(this.stacks.map(stack => [stack.artifact, stack]));
    const known = new Map<string, number>();
    const of = (id: string): number => {
      if (!known.has(id)) known.set(id, 1 + Math.max(0, ...byId.get(id)!.dependsOn.map(of)));
      return known.get(id)!;
    };
    return Math.max(0, ...this.stacks.map(({ artifact }) => of(artifact)));
  }

  /** All files that say what is deployed, for the program that writes JSON alone. */
  public get files(): Record<string, unknown> {
    const names = readdirSync(this.directory).filter(name => /\.(template|assets|metadata)\.json$|^(manifest|platform)\.json$/.test(name));
    return Object.fromEntries(names.map(name => [name, this.json(name)]));
  }

  /** In which stacks another assembly deploys something else. */
  public differencesFrom(other: Assembly): string[] {
    const said = (assembly: Assembly) => {
      const names = new Map(assembly.stacks.map(({ artifact, stackName, account, region }) => [artifact, `${stackName} in ${account}/${region}`]));
      return new Map(assembly.stacks.map(({ artifact, template, terminationProtection, tags, assets, dependsOn }) => [names.get(artifact)!, {
        template: inOneOrder(template),
        tags,
        terminationProtection: !!terminationProtection,
        assets: assets.map(({ hash }) => hash).sort(),
        dependsOn: dependsOn.map(id => names.get(id)).sort(),
      }]));
    };
    const [here, there] = [said(this), said(other)];
    return [...new Set([...here.keys(), ...there.keys()])].filter(name => !isDeepStrictEqual(here.get(name), there.get(name)));
  }

  private assetsOf(file: string, templateFile: string): { hash: string; displayName?: string }[] {
    return Object.entries<any>(this.json(file).files).filter(([, { source }]) => source.path !== templateFile)
      .map(([hash, { displayName }]) => ({ hash, displayName }));
  }

  private json(name: string): any {
    return JSON.parse(readFileSync(join(this.directory, name), 'utf8'));
  }
}
