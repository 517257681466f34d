import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import type { PlannedAccount, PlatformJson } from '../plan/platform-json';

/** A stack as the cloud assembly's manifest, which the CDK CLI reads, has it. */
export interface AssemblyStack {
  /** Construct path: what `cdk deploy` takes. */
  readonly path: string;
  /** File of the template. */
  readonly file: string;
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
  /** Paths of the stacks that are deployed before it. */
  readonly dependsOn: readonly string[];
  readonly terminationProtection: boolean;
}

/** A resource of a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: any;
  readonly [attribute: string]: any;
}

/** A cloud assembly, read back from disk: what a synth gives to whoever deploys it, and nothing that only the constructs know. */
export class Assembly {
  /** The texts of all JSON files, by name. */
  public readonly files: ReadonlyMap<string, string>;
  public readonly stacks: readonly AssemblyStack[];
  /** Templates by construct path. */
  public readonly templates: ReadonlyMap<string, any>;

  public constructor(public readonly dir: string) {
    this.files = new Map(readdirSync(dir).filter(file => file.endsWith('.json')).sort().map(file => [file, readFileSync(join(dir, file), 'utf8')]));
    this.stacks = readStacks(this.json('manifest.json'));
    this.templates = new Map(this.stacks.map(stack => [stack.path, this.json(stack.file)]));
  }

  /** What `platform.json` says. */
  public get plan(): PlatformJson {
    return this.json('platform.json');
  }

  /** Whether a landing zone wrote it; an application's assembly has no plan. */
  public get isPlatform(): boolean {
    return this.files.has('platform.json');
  }

  public account(name: string): PlannedAccount {
    return this.plan.accounts.find(account => account.name === name)!;
  }

  public resources(path: string, type?: string): [string, TemplateResource][] {
    return Object.entries<TemplateResource>(this.templates.get(path)?.Resources ?? {}).filter(([, resource]) => !type || resource.Type === type);
  }

  private json(file: string): any {
    const text = this.files.get(file);
    if (text === undefined) throw new Error(`${join(this.dir, file)}: got no such file, expected a cloud assembly; run "npx cdk synth"`);
    return JSON.parse(text);
  }
}

function readStacks(manifest: any): AssemblyStack[] {
  const artifacts = Object.entries<any>(manifest.artifacts ?? {}).filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack');
  const paths = new Map(artifacts.map(([id, artifact]) => [id, (artifact.displayName ?? id) as string]));
  return artifacts.map(([id, { environment, properties, dependencies }]) => {
    const [account, region] = environment.replace('aws://', '').split('/');
    return {
      path: paths.get(id)!,
      file: properties.templateFile,
      stackName: properties.stackName ?? id,
      account,
      region,
      dependsOn: (dependencies ?? []).filter((other: string) => paths.has(other)).map((other: string) => paths.get(other)!),
      terminationProtection: !!properties.terminationProtection,
    };
  });
}
