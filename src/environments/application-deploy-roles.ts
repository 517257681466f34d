import * as iam from 'aws-cdk-lib/aws-iam';
import type { DeployIdentity } from '../accounts/deploy-identity';
import { identityProviderIn, platformHasProvider } from '../accounts/identity-provider';
import type { PlatformAccount } from '../accounts/platform-account';
import { acknowledgeBootstrapRoles, applicationDeployRole } from '../management/deploy-roles';
import type { PlannedDeployRole } from '../plan/platform-json';
import { checkPart, checkRoleName } from '../private/name-rules';
import { APPLICATION_QUALIFIER, deployRole } from '../private/names';
import { Platform } from '../private/platform';

/** The roles by which pipelines of applications deploy in one account. */
export class ApplicationDeployRoles {
  public readonly planned: PlannedDeployRole[] = [];

  public constructor(private readonly account: PlatformAccount) {}

  /** @returns name of the role */
  public add(name: string, identity: DeployIdentity): string {
    const { configuration: { prefix, problems }, homeRegion } = Platform.of(this.account);
    const { path } = this.account.node;
    const roleName = `${deployRole(prefix)}-${name}`;
    for (const fault of identity._faults) problems.add(path, ...fault);
    if (!checkPart(problems, path, name)) return roleName;
    checkRoleName(problems, path, roleName);
    if (this.planned.some(({ role }) => role === roleName)) {
      problems.add(path, 'addDeployRole', name, 'a name that no other application of this environment has', `"${name}-2"`);
      return roleName;
    }
    const { accountName: account } = this.account;
    this.planned.push({
      account, role: roleName, deploys: 'application', issuer: identity._issuer, audience: identity._audience, subject: identity._subject(account),
    });
    const issuer = { issuer: identity._issuer, audience: identity._audience };
    const hasProvider = platformHasProvider(Platform.of(this.account), issuer, path, 'addDeployRole');
    this.account._build({ region: homeRegion }, stack => {
      const role = new iam.CfnRole(stack, `DeployRole-${name}`, applicationDeployRole({ identity, prefix, roleName, account, region: homeRegion }));
      acknowledgeBootstrapRoles(role, APPLICATION_QUALIFIER);
      if (!hasProvider) role.addResourceDependency(identityProviderIn(stack, issuer));
    });
    return roleName;
  }
}
