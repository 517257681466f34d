import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Configuration, EnvironmentConfiguration, OwnStack } from './landing-zones';
import {
  AccountEmail, AccountRegistry, AccountRole, EnvironmentAccount, EnvironmentType, LandingZone, PlatformAccount, SecurityService,
  SecurityServicesOptions,
} from '../../src';
import { isOptIn } from '../../src/accounts/aws-regions';
import { Assembly } from '../../src/verify/assembly';

/** What a user would write for this configuration. */
export function build(app: App, configuration: Configuration, registryFile: string): LandingZone {
  const { ids, environmentTypes } = configuration;
  const scope = ids.slice(0, -1).reduce((parent: Construct, id) => new Construct(parent, id), app);
  const zone = new LandingZone(scope, ids[ids.length - 1], {
    accounts: AccountRegistry.fromFile(registryFile),
    accountEmail: AccountEmail.explicit(configuration.oddEmails, AccountEmail.pattern(configuration.emailPattern)),
    domainName: configuration.domainName,
    homeRegion: configuration.homeRegion,
    additionalRegions: [...configuration.additionalRegions],
    prefix: configuration.prefix,
    bootstrapQualifier: configuration.bootstrapQualifier,
    organizationalUnits: configuration.organizationalUnits,
    hostedZoneId: configuration.hostedZoneId,
    securityServices: whereFindingsComeTogether(configuration),
  });
  const ownTypes = environmentTypes.map(({ name, ...options }) => EnvironmentType.of(name, options));
  const types = [EnvironmentType.PRODUCTION, EnvironmentType.STAGING, ...ownTypes];
  for (const environment of configuration.environments) addEnvironment(zone, environment, types);

  const account = (name: string) => zone.node.findChild(name) as PlatformAccount;
  for (const own of configuration.ownStacks) addContent(account(own.account), own, configuration.homeRegion);
  for (const [index, { owner, guest, purpose, guestRoles }] of configuration.doors.entries()) {
    const door = new AccountRole({
      owner: account(owner),
      guest: account(guest),
      purpose,
      guestRoles: guestRoles && [...guestRoles],
      statements: [new iam.PolicyStatement({ actions: ['route53:ListHostedZones'], resources: ['*'] })],
    });
    const stack = account(guest).stack(configuration.homeRegion, 'doors');
    door.grantAssume(new iam.Role(stack, `Guest-${index}`, { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }));
  }
  return zone;
}

function addEnvironment(zone: LandingZone, environment: EnvironmentConfiguration, types: EnvironmentType[]): void {
  const { account, environmentType, subdomain, monthlyBudget, sandbox } = environment;
  if (sandbox) zone.addSandbox(account.replace(/^sandbox-/, ''), { ...sandbox, subdomain });
  else zone.addEnvironment(account, { environmentType: types[environmentType], subdomain, monthlyBudget });
}

/** AWS takes no region for it that accounts have to opt in to. */
function whereFindingsComeTogether({ homeRegion, additionalRegions }: Configuration): SecurityServicesOptions {
  const aggregationRegion = [homeRegion, ...additionalRegions].find(region => !isOptIn(region));
  return aggregationRegion ? { securityHub: { aggregationRegion } } : { without: [SecurityService.SECURITY_HUB] };
}

function addContent(account: PlatformAccount, { region, part, content }: OwnStack, homeRegion: string): void {
  const stack = account.stack(region, part);
  const id = `Own-${stack.node.children.length}`;
  if (content === 'key') {
    new CfnResource(stack, id, { type: 'AWS::KMS::Key', properties: { KeyPolicy: { Statement: [] } } }).applyRemovalPolicy(RemovalPolicy.RETAIN);
  } else {
    const readsZone = content === 'zone' && part && account instanceof EnvironmentAccount && region === homeRegion;
    const DisplayName = readsZone ? account.hostedZone.hostedZoneId : id;
    new CfnResource(stack, id, { type: 'AWS::SNS::Topic', properties: { DisplayName } });
  }
}

const made: string[] = [];

/** A folder that goes with `removeFolders`. */
export function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'generated-'));
  made.push(dir);
  return dir;
}

export function removeFolders(): void {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
}

/** Where the registry lies beside an assembly. */
export function writeRegistry(registry: unknown): string {
  const file = join(folder(), 'accounts.json');
  writeFileSync(file, typeof registry === 'string' ? registry : JSON.stringify(registry));
  return file;
}

export function newApp(context: Record<string, unknown>, outdir: string): App {
  return new App({ outdir, context, analyticsReporting: false, autoSynth: false });
}

/** Synthesises a configuration; read back from disk, so that what was written is what is judged. */
export function synthesize(configuration: Configuration, context: Record<string, unknown> = {}, outdir = folder()): Assembly {
  const app = newApp(context, outdir);
  build(app, configuration, writeRegistry(configuration.registry));
  app.synth();
  return new Assembly(outdir);
}
