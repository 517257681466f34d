import { Deployment, deploymentsOf } from './deployments';
import { documentOf, list, NamedPolicy, PolicyDocument } from './documents';
import { awsManagedPolicy } from './managed-policies';
import type { Account, ControlPolicy, Organization, Resource, Role } from './organization';
import { permissionSetArn, rolesOfPermissionSets } from './permission-set-roles';
import { PHYSICAL_TYPES } from './physical-types';
import { AttachedPolicy, namesPrincipals, RESOURCE_POLICIES, UNMODELLED } from './resource-policies';
import { rolesOfAws } from './roles-of-aws';
import { TemplateValues } from './template-values';
import type { PlatformJson } from '../../plan/platform-json';
import type { Assembly, TemplateResource } from '../assembly';

/** What AWS makes up, as stable ids. */
const ORGANIZATION_ID = 'o-organization';
const ROOT_ID = 'r-root';

/** A resource with the values of its template. */
export interface Made {
  readonly id: string;
  readonly resource: TemplateResource;
  readonly values: TemplateValues;
  readonly account: Account;
  /** The StackSet that makes its stack. */
  readonly stackSet?: string;
}

/** Builds the organization from a landing zone's assembly and from nothing else. */
export function readOrganization(assembly: Assembly): Organization {
  if (!assembly.isPlatform) throw new Error(`${assembly.dir}: got no platform.json, expected the assembly of a landing zone; an application's has none`);
  const { plan } = assembly;
  const accounts = accountsOf(plan);
  const made = inTargets(makeAll(deploymentsOf(assembly), accounts, plan), plan);
  const partition = made[0]?.values.partition ?? 'aws';
  const resources = resourcesOf(made);
  const roles = [...rolesOf(made, resources), ...rolesOfPermissionSets(made), ...rolesOfAws(accounts, partition, {
    stackSets: made.some(isServiceManaged), controlTower: made.some(({ resource }) => resource.Type === 'AWS::ControlTower::LandingZone'),
  })];
  return {
    id: ORGANIZATION_ID,
    rootId: ROOT_ID,
    partition,
    prefix: plan.prefix,
    qualifier: plan.bootstrapQualifier,
    regions: {
      ...plan.regions,
      // a plan of an earlier version has none that are closed
      open: plan.regions.governed.filter(region => !plan.regions.closed?.includes(region)),
      additional: plan.regions.governed.filter(region => region !== plan.regions.home),
    },
    accounts,
    roles,
    resources: [...resources.filter(({ type }) => type !== 'AWS::IAM::Role'), ...roles, ...stacksOf(assembly, accounts, partition)],
    controls: controlsOf(made),
    // a plan of an earlier version has none
    deployRoles: (plan.deployRoles ?? []).filter(role => accounts.some(({ name }) => name === role.account)),
    artifacts: plan.artifacts ?? [],
    guardrails: plan.guardrails ?? [],
    pending: plan.accounts.map(({ name }) => name).filter(name => !accounts.some(account => account.name === name)),
  };
}

function accountsOf(plan: PlatformJson): Account[] {
  return plan.accounts.filter(account => account.id && account.status === 'active').map(account => {
    const names = account.organizationalUnit?.split('/') ?? [];
    const units = names.map((_, index) => unitId(names.slice(0, index + 1).join('/')));
    return {
      ...account,
      id: account.id!,
      levels: [ROOT_ID, ...units, account.id!],
      orgPath: [ORGANIZATION_ID, ROOT_ID, ...units, ''].join('/'),
      zone: plan.dns.find(zone => zone.account === account.name)?.zoneName,
      keyElsewhere: plan.stacks.some(({ account: owner, part, region }) => owner === account.name && part === 'dnssec-key' && region !== plan.regions.home),
      sendsMail: plan.mail?.senders.some(({ environment }) => environment === account.name),
      mailDomain: plan.mail?.senders.find(({ environment }) => environment === account.name)?.rootDomain,
      privateZone: plan.privateZones?.find(({ sharedWith }) => sharedWith.includes(account.name))?.zoneName,
      parentAccount: plan.dns.find(({ zoneName }) => zoneName === plan.dns.find(zone => zone.account === account.name)?.parent)?.account,
      parentZone: plan.dns.find(zone => zone.account === account.name)?.parent,
    };
  });
}

function unitId(path: string): string {
  return `ou-${path.toLowerCase().replaceAll('/', '.')}`;
}

function makeAll(deployments: Deployment[], accounts: Account[], plan: PlatformJson): Made[] {
  const published = new Map<string, () => string>();
  const stable = withStableIds(plan);
  const made = deployments.flatMap(({ place, template: asWritten, parameters, stackSet }) => {
    const template = stable(asWritten);
    const account = accounts.find(({ id }) => id === place.account);
    if (!account) throw new Error(`${place.path}: got account ${place.account}, expected an active account of platform.json`);
    const values = new TemplateValues(place, template, {
      parameters,
      published: name => published.get(`${place.account} ${place.region} ${name}`)?.(),
      attribute: (resource, attribute) => attributeOf(resource, attribute, accounts, plan),
    });
    return Object.entries<TemplateResource>(template.Resources ?? {}).filter(([, resource]) => values.exists(resource))
      .map(([id, resource]) => ({ id, resource, values, account, stackSet }));
  });
  for (const { id, resource, values } of made) {
    const { account, region } = values.place;
    const publish = (where: string) => published.set(
      `${account} ${where} ${values.resolve(resource.Properties.Name, `${id}.Name`)}`, () => values.resolve(resource.Properties.Value, `${id}.Value`));
    if (resource.Type === 'AWS::SSM::Parameter') publish(region);
    // made by the platform's handler in the regions that it names
    if (resource.Type === 'Custom::RegionalParameter') list<string>(resource.Properties.Regions).forEach(publish);
  }
  return made;
}

/** What AWS made up, as the ids that the model has for it. */
function withStableIds({ organization, organizationalUnits = [] }: PlatformJson): (template: any) => any {
  if (!organization) return template => template;
  const ids = new Map([
    ...organizationalUnits.flatMap(({ path, id }): [string, string][] => id ? [[id, unitId(path)]] : []),
    [organization.rootId, ROOT_ID],
    [organization.id, ORGANIZATION_ID],
  ]);
  const known = new RegExp(`\\b(${[...ids.keys()].sort((a, b) => b.length - a.length).join('|')})(?![a-z0-9-])`, 'g');
  return template => JSON.parse(JSON.stringify(template).replace(known, id => ids.get(id)!));
}

function isServiceManaged({ resource: { Type, Properties } }: Made): boolean {
  return Type === 'AWS::CloudFormation::StackSet' && Properties.PermissionModel === 'SERVICE_MANAGED';
}

/** What StackSets make stands in the accounts of their units alone. */
function inTargets(made: Made[], { organizationalUnits = [] }: PlatformJson): Made[] {
  const known = [ROOT_ID, ...organizationalUnits.map(({ path }) => unitId(path))];
  const targets = new Map(made.filter(one => one.resource.Type === 'AWS::CloudFormation::StackSet').map(({ id, resource, values }) => {
    const groups = list<any>(values.resolve(resource.Properties.StackInstancesGroup, `${id}.StackInstancesGroup`));
    const units = groups.flatMap(group => list<string>(group.DeploymentTargets?.OrganizationalUnitIds));
    const other = units.find(unit => !known.includes(unit));
    if (other) throw new Error(`${values.place.path}: ${id}: got a StackSet for ${other}, expected one for the organization's root or for units of platform.json`);
    return [`${values.place.path}: ${id}`, units];
  }));
  return made.filter(({ stackSet, account }) => stackSet === undefined || targets.get(stackSet)!.some(unit => account.levels.includes(unit)));
}

/** The platform's own custom resources stand for things that the model knows. */
function attributeOf({ Type, Properties }: TemplateResource, attribute: string, accounts: Account[], plan: PlatformJson): string | undefined {
  if (Type === 'Custom::Organization') return attribute === 'RootId' ? ROOT_ID : attribute === 'Id' ? ORGANIZATION_ID : undefined;
  if (Type === 'AWS::SSO::PermissionSet' && attribute === 'PermissionSetArn') return permissionSetArn(Properties);
  if (Type === 'Custom::DirectoryUser' && attribute === 'UserId') return `user-${Properties.UserName}`;
  if ((Type === 'Custom::DirectoryGroup' || Type === 'Custom::DirectoryGroupReference') && attribute === 'GroupId') return `group-${Properties.DisplayName}`;
  if (attribute !== 'Id' && attribute !== 'AccountId') return undefined;
  if (Type === 'Custom::OrganizationalUnit') return unitId(Properties.Path);
  if (Type === 'Custom::Account') return accounts.find(({ name }) => name === plan.accounts.find(({ email }) => email === Properties.Email)?.name)?.id;
  return undefined;
}

function resourcesOf(made: Made[]): Resource[] {
  const policies = made.flatMap(one => policiesOf(one).map(policy => ({ ...policy, ...one.values.place, account: one.account })));
  const resources = made.filter(({ resource }) => PHYSICAL_TYPES[resource.Type]).map(one => {
    const arn = one.values.arnOf(one.id);
    const name = one.values.nameOf(one.id);
    const region = one.values.place.region;
    const own = policies.filter(policy => policy.account === one.account
      && (policy.target === arn || policy.target === name && policy.region === region));
    const { label } = PHYSICAL_TYPES[one.resource.Type];
    return {
      arn,
      type: one.resource.Type,
      account: one.account,
      name: label && one.resource.Properties[label] !== undefined
        ? String(one.values.resolve(one.resource.Properties[label], `${one.id}.${label}`)).replace(/\.$/, '') : name,
      region,
      origin: `${one.values.place.path}: ${one.id}`,
      policy: own.length ? merged(own) : undefined,
    };
  });
  const lost = policies.find(policy =>
    !resources.some(({ account, arn, name }) => account === policy.account && [arn, name].includes(policy.target)));
  if (lost) throw new Error(`${lost.path}: got a resource policy on ${lost.target}, expected a resource of the same account in this assembly`);
  return resources;
}

function policiesOf({ id, resource, values }: Made): AttachedPolicy[] {
  const where = `${values.place.path}: ${id}`;
  if (UNMODELLED.includes(resource.Type)) {
    throw new Error(`${where}: got ${resource.Type}, which lets somebody in, expected a type that the access model knows; add it to the model before it is used`);
  }
  const read = RESOURCE_POLICIES[resource.Type];
  if (!read) {
    if (!namesPrincipals(resource)) return [];
    throw new Error(`${where}: got a policy that names principals on ${resource.Type}, expected one of the types in RESOURCE_POLICIES; add it there`);
  }
  return read(values.resolve(resource.Properties, id), { id, values });
}

function merged(policies: { document: PolicyDocument }[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: policies.flatMap(({ document }) => document.Statement) };
}

function rolesOf(made: Made[], resources: Resource[]): Role[] {
  return made.filter(({ resource }) => resource.Type === 'AWS::IAM::Role').map(one => {
    const { id, resource, values, account } = one;
    const arn = values.arnOf(id);
    const where = `${values.place.path}: ${id}`;
    const properties = values.resolve({ ...resource.Properties, AssumeRolePolicyDocument: undefined }, id);
    const managed = (policy: string): NamedPolicy => managedPolicy(policy, account, made, where);
    const inline = list<any>(properties.Policies)
      .map(({ PolicyName, PolicyDocument: document }) => ({ name: PolicyName, document: documentOf(document, where) }));
    return {
      ...resources.find(candidate => candidate.arn === arn)!,
      name: arn.replace(/^.*?:role\//, ''),
      label: `${account.name}/${arn.replace(/^.*?:role/, 'role')}`,
      policies: [...inline, ...list<string>(properties.ManagedPolicyArns).map(managed), ...attached(made, one)],
      boundary: properties.PermissionsBoundary && managed(properties.PermissionsBoundary),
    };
  });
}

const ATTACHED_POLICIES = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'];

/** Policies that stand for themselves and name their roles. */
function attached(made: Made[], role: Made): NamedPolicy[] {
  const name = role.values.nameOf(role.id);
  return made.filter(({ resource, account }) => account === role.account && ATTACHED_POLICIES.includes(resource.Type))
    .flatMap(({ id, resource, values }) => {
      const roles = list<string>(values.resolve(resource.Properties.Roles ?? resource.Properties.RoleName, `${id}.Roles`));
      return roles.includes(name)
        ? [{ name: id, document: documentOf(values.resolve(resource.Properties.PolicyDocument, `${id}.PolicyDocument`), `${values.place.path}: ${id}`) }] : [];
    });
}

function managedPolicy(arn: string, account: Account, made: Made[], where: string): NamedPolicy {
  if (/^arn:[^:]+:iam::aws:policy\//.test(arn)) return awsManagedPolicy(arn, where);
  const policy = made.find(one => one.resource.Type === 'AWS::IAM::ManagedPolicy' && one.account === account && one.values.arnOf(one.id) === arn);
  if (!policy) throw new Error(`${where}: got the managed policy ${arn}, expected one of the same account in this assembly`);
  const document = policy.values.resolve(policy.resource.Properties.PolicyDocument, `${policy.id}.PolicyDocument`);
  return { name: policy.values.nameOf(policy.id), document: documentOf(document, where) };
}

/** The stacks themselves: who may change them is a question of its own. */
function stacksOf(assembly: Assembly, accounts: Account[], partition: string): Resource[] {
  return assembly.stacks.map(({ stackName, account, region, path }) => ({
    arn: `arn:${partition}:cloudformation:${region}:${account}:stack/${stackName}/00000000-0000-0000-0000-000000000000`,
    type: 'AWS::CloudFormation::Stack',
    account: accounts.find(({ id }) => id === account)!,
    name: stackName,
    region,
    origin: path,
  }));
}

const KINDS: Record<string, ControlPolicy['kind']> = { SERVICE_CONTROL_POLICY: 'scp', RESOURCE_CONTROL_POLICY: 'rcp' };

function controlsOf(made: Made[]): ControlPolicy[] {
  return made.filter(({ resource }) => resource.Type === 'AWS::Organizations::Policy').flatMap(({ id, resource, values }) => {
    const { Type, Content, TargetIds, Name } = values.resolve(resource.Properties, id);
    const kind = KINDS[Type];
    return kind ? [{ kind, policy: { name: Name, document: documentOf(Content, `${values.place.path}: ${id}`) }, targets: list<string>(TargetIds) }] : [];
  });
}
