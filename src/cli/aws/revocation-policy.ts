import {
  AttachPolicyCommand, CreatePolicyCommand, DeletePolicyCommand, DescribePolicyCommand, DetachPolicyCommand, ListOrganizationalUnitsForParentCommand,
  ListPoliciesCommand, ListRootsCommand, ListTargetsForPolicyCommand, OrganizationsClient, UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import { awsCode, call, RETRY } from './call';
import { pages } from './pages';
import { deniedUsers, denyUsers, revocationPolicyName } from '../../identity/revocation';
import { CliError, ExitCode } from '../errors';
import type { Change } from '../revocation-steps';

const TYPE = 'SERVICE_CONTROL_POLICY';

/**
 * The service control policy that denies everything to users whose access was taken away. It is attached at the root: one call binds every account, also those
 * that no unit of the platform has and those that come later, and it says nothing to anybody else. Where the root has no place left, it takes the one that
 * guardrails keep at each unit below it.
 */
export class RevocationPolicy {
  private readonly client: OrganizationsClient;
  private readonly name: string;

  public constructor(private readonly region: string, prefix: string) {
    this.client = new OrganizationsClient({ region, ...RETRY });
    this.name = revocationPolicyName(prefix);
  }

  /** @param wanted whom it has to deny everything, of those that it denies now */
  public async changes(wanted: (now: readonly string[]) => string[]): Promise<Change[]> {
    const found = await this.find();
    const ids = wanted(found?.ids ?? []);
    if (!ids.length) return found ? [{ what: `take away the policy ${this.name}`, apply: () => this.remove(found.id) }] : [];
    const content = JSON.stringify({ Version: '2012-10-17', Statement: [denyUsers(ids)] });
    if (!found) {
      return [{ what: `make the policy ${this.name}, which denies ${ids.length}, and attach it to the organization`, apply: async () => this.attach(await this.create(content), []) }];
    }
    const changes: Change[] = [];
    if (!sameIds(found.ids, ids)) changes.push({ what: `update the policy ${this.name}: it denies ${ids.length}`, apply: () => this.update(found.id, content) });
    const targets = await this.targets(found.id);
    if (!await this.bindsAll(targets)) changes.push({ what: `attach the policy ${this.name} to the organization`, apply: () => this.attach(found.id, targets) });
    return changes;
  }

  private async find(): Promise<{ readonly id: string; readonly ids: string[] } | undefined> {
    const all = await pages('organizations:ListPolicies', this.region, NextToken => this.client.send(new ListPoliciesCommand({ Filter: TYPE, NextToken })), page => page.Policies);
    const id = all.find(({ Name }) => Name === this.name)?.Id;
    if (!id) return undefined;
    const { Policy } = await this.call('DescribePolicy', () => this.client.send(new DescribePolicyCommand({ PolicyId: id })));
    const { Statement: statements } = JSON.parse(Policy!.Content!);
    const ids = [statements].flat().length === 1 ? deniedUsers([statements].flat()[0]) : undefined;
    if (!ids) {
      throw new CliError({
        what: `the policy ${this.name} is another one; it is left as it is`,
        where: id,
        got: Policy!.Content,
        expected: 'one statement, which this tool has made',
        instead: `another name for that policy: ${this.name} is the platform's`,
      }, ExitCode.FAILED);
    }
    return { id, ids };
  }

  private async targets(PolicyId: string): Promise<string[]> {
    const targets = await pages('organizations:ListTargetsForPolicy', this.region,
      NextToken => this.client.send(new ListTargetsForPolicyCommand({ PolicyId, NextToken })), page => page.Targets);
    return targets.map(({ TargetId }) => TargetId!);
  }

  private async bindsAll(targets: readonly string[]): Promise<boolean> {
    if (targets.includes(await this.root())) return true;
    const units = await this.units();
    return units.length > 0 && units.every(unit => targets.includes(unit));
  }

  private async root(): Promise<string> {
    return (await this.call('ListRoots', () => this.client.send(new ListRootsCommand({})))).Roots![0].Id!;
  }

  private async units(): Promise<string[]> {
    const ParentId = await this.root();
    const units = await pages('organizations:ListOrganizationalUnitsForParent', this.region,
      NextToken => this.client.send(new ListOrganizationalUnitsForParentCommand({ ParentId, NextToken })), page => page.OrganizationalUnits);
    return units.map(({ Id }) => Id!);
  }

  private async create(Content: string): Promise<string> {
    const { Policy } = await this.call('CreatePolicy', () => this.client.send(new CreatePolicyCommand({
      Name: this.name, Type: TYPE, Content, Description: 'Users whose access was taken away. Kept by "cloud-platform revoke"; no stack has it.',
    })));
    return Policy!.PolicySummary!.Id!;
  }

  private async update(PolicyId: string, Content: string): Promise<void> {
    await this.call('UpdatePolicy', () => this.client.send(new UpdatePolicyCommand({ PolicyId, Content })));
  }

  private async attach(policy: string, targets: readonly string[]): Promise<void> {
    try {
      await this.attachTo(policy, await this.root());
    } catch (error) {
      if (awsCode(error) !== 'ConstraintViolationException') throw error;
      for (const unit of await this.units()) if (!targets.includes(unit)) await this.attachTo(policy, unit);
    }
  }

  private async attachTo(PolicyId: string, TargetId: string): Promise<void> {
    try {
      await call('organizations:AttachPolicy', TargetId, () => this.client.send(new AttachPolicyCommand({ PolicyId, TargetId })));
    } catch (error) {
      if (awsCode(error) !== 'DuplicatePolicyAttachmentException') throw error;
    }
  }

  private async remove(PolicyId: string): Promise<void> {
    for (const TargetId of await this.targets(PolicyId)) {
      await call('organizations:DetachPolicy', TargetId, () => this.client.send(new DetachPolicyCommand({ PolicyId, TargetId })));
    }
    await this.call('DeletePolicy', () => this.client.send(new DeletePolicyCommand({ PolicyId })));
  }

  private async call<T>(operation: string, run: () => Promise<T>): Promise<T> {
    return call(`organizations:${operation}`, this.region, run);
  }
}

export function sameIds(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join() === [...others].sort().join();
}
