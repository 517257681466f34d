import { readFileSync } from 'fs';
import { join } from 'path';
import type { Stack } from '@aws-sdk/client-cloudformation';
import type { PlannedStack, PlatformJson } from '../plan/platform-json';
import { isStamped } from '../plan/template-stamp';
import { sortedBy } from '../private/sorted';

/** What the assembly says of a stack, as far as AWS tells the same of one that stands. */
interface Wanted extends PlannedStack {
  readonly description: string;
  readonly terminationProtection: boolean;
  readonly tags: string;
  /** Parameters of SSM that CloudFormation would read at deploy, and those that the stack makes. */
  readonly reads: string[];
  readonly makes: string[];
}

/** CloudFormation was through with it, and did not go back. */
const DONE = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'IMPORT_COMPLETE'];

/** Which stacks stand in AWS as the assembly has them, by their descriptions: cdk need not look at them. In doubt it does. */
export class StandingStacks {
  private readonly wanted: Wanted[];

  constructor(plan: PlatformJson, assembly: string) {
    const { artifacts = {} } = JSON.parse(readFileSync(join(assembly, 'manifest.json'), 'utf8'));
    const byPath = new Map(Object.values<any>(artifacts).filter(({ type }) => type === 'aws:cloudformation:stack').map(one => [one.displayName, one.properties]));
    this.wanted = plan.stacks.flatMap(stack => {
      const properties = byPath.get(stack.path);
      const text = properties && readFileSync(join(assembly, properties.templateFile), 'utf8');
      if (!text || properties.notificationArns?.length) return [];
      const { Description, Resources = {}, Parameters = {} } = JSON.parse(text);
      if (!isStamped(text, Description)) return [];
      return [{
        ...stack,
        description: Description,
        terminationProtection: !!properties.terminationProtection,
        tags: tagsOf(properties.tags),
        reads: Object.values<any>(Parameters).filter(({ Type }) => /^AWS::SSM::Parameter::Value</.test(Type)).map(one => one.Default)
          .filter(name => !/^\/cdk-bootstrap\//.test(name)),
        makes: Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::SSM::Parameter').map(one => one.Properties?.Name),
      }];
    });
  }

  /** @param described what there is of the account in the region */
  public of(account: string, region: string, described: readonly Stack[]): string[] {
    let standing = this.wanted.filter(one => one.account === account && one.region === region && described.some(stack => isAs(stack, one)));
    // a value that is read at deploy may be another one now, but for values that a standing stack made
    for (let before = -1; before !== standing.length;) {
      before = standing.length;
      const made = new Set(standing.flatMap(({ makes }) => makes));
      standing = standing.filter(({ reads }) => reads.every(name => made.has(name)));
    }
    return standing.map(({ path }) => path);
  }
}

function isAs(stack: Stack, wanted: Wanted): boolean {
  return stack.StackName === wanted.stackName && DONE.includes(stack.StackStatus!) && stack.Description === wanted.description
    && !!stack.EnableTerminationProtection === wanted.terminationProtection
    && tagsOf(Object.fromEntries((stack.Tags ?? []).map(({ Key, Value }) => [Key, Value]))) === wanted.tags;
}

function tagsOf(tags: Record<string, unknown> = {}): string {
  return JSON.stringify(sortedBy(Object.entries(tags), ([key]) => key));
}
