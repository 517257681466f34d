import * as iam from 'aws-cdk-lib/aws-iam';
import type { DeployIdentity } from '../accounts/deploy-identity';
import { identityProviderIn, platformHasProvider } from '../accounts/identity-provider';
import type { PlatformAccount } from '../accounts/platform-account';
import { acknowledgeBootstrapRoles, acknowledgeBounded, acknowledgeLooking, applicationDeployRole, applicationPlanRole } from '../management/deploy-roles';
import type { PlannedDeployRole } from '../plan/platform-json';
import { checkPart, checkRoleName } from '../private/name-rules';
import { APPLICATION_QUALIFIER, deployRole, planRole } from '../private/names';
import { Platform } from '../private/platform';

/** Which account each subject deploys, of a landing zone. */
const DEPLOYS = new WeakMap<Platform, Map<string, string>>();

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
    this.checkOwnSubject(identity);
    const planSubject = identity._planSubject(account);
    this.planned.push({
      account,
      role: roleName,
      deploys: 'application',
      issuer: identity._issuer,
      audience: identity._audience,
      subject: identity._subject(account),
      plan: planSubject === undefined ? undefined : { role: `${planRole(prefix)}-${name}`, subject: planSubject },
    });
    const issuer = { issuer: identity._issuer, audience: identity._audience };
    const hasProvider = platformHasProvider(Platform.of(this.account), issuer, path, 'addDeployRole');
    this.account._build({ region: homeRegion }, stack => {
      const props = { identity, prefix, name, account, region: homeRegion };
      const role = new iam.CfnRole(stack, `DeployRole-${name}`, applicationDeployRole(props));
      if (identity._worksItself) acknowledgeBounded(role);
      else acknowledgeBootstrapRoles(role, APPLICATION_QUALIFIER);
      const plan = applicationPlanRole(props);
      const roles = [role, ...plan ? [new iam.CfnRole(stack, `PlanRole-${name}`, plan)] : []];
      roles.slice(1).forEach(acknowledgeLooking);
      if (!hasProvider) roles.forEach(one => one.addResourceDependency(identityProviderIn(stack, issuer)));
    });
    return roleName;
  }

  /** A workspace whose name does not say the account could be given to several. */
  private checkOwnSubject(identity: DeployIdentity): void {
    const { accountName: account, node: { path } } = this.account;
    const platform = Platform.of(this.account);
    const known = DEPLOYS.get(platform) ?? new Map<string, string>();
    DEPLOYS.set(platform, known);
    const subject = `${identity._subject(account)} of ${identity._issuer}`;
    const other = known.get(subject);
    known.set(subject, account);
    if (other === undefined || other === account) return;
    platform.configuration.problems.add(path, 'addDeployRole', subject, `a subject that deploys one account, and this one deploys ${other}`, '"{account}" in the name of the workspace, or another workspace');
  }
}
