import { CfnElement, Stack } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import type { Platform } from './platform';

/**
 * What must hold of the finished stacks: runs when CDK has resolved references, so that it sees what CDK added behind one's back. CDK does not
 * throw when a stack reads another account's resource: it writes `Fn::GetStackOutput` and adds a role to the one that is read, or
 * a Lambda between two regions.
 */
export function checkStacks(platform: Platform): void {
  for (const account of platform.accounts) {
    for (const stack of account._stacks.written) {
      if (isEmpty(stack)) {
        platform.problems.add(stack.node.path, 'stack', 'no resources', 'at least one', `something into it, or leave out stack('${stack.region}', ...)`);
      }
      if (isReadFromElsewhere(stack)) {
        platform.problems.add(stack.node.path, 'reference to a resource of this stack', 'one from another account or region',
          'the contract, or an AccountRole', 'EnvironmentAccount.current(stack).hostedZone in an environment, a name or an ARN elsewhere');
      }
    }
  }
}

/** CDK's own check of the bootstrap version comes later, when templates are written. */
function isEmpty(scope: IConstruct): boolean {
  return scope.node.children.every(child => !CfnElement.isCfnElement(child) && isEmpty(child));
}

function isReadFromElsewhere(stack: Stack): boolean {
  const published = stack.node.tryFindChild('Publish') as Construct | undefined;
  if (published?.node.tryFindChild('GetStackOutputRole')) return true;
  return stack.node.children.some(({ node }) => /^Exports(Writer|Reader)|^Custom::CrossRegionExport/.test(node.id));
}
