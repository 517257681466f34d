import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AccountRegistry, CentralArtifacts, CentralArtifactsProps, EnvironmentType, LandingZone, LandingZoneProps } from '../../../src';
import { landingZone, registered } from '../../support/acme';
import { synthesize } from '../../support/assembly';

export const ORGANIZATION = 'o-exampleorgid/r-exam';
export const ARTIFACTS = '200000000004';
const UNITS = {
  'Sandbox': 'ou-exam-sandbox0', 'Workloads': 'ou-exam-workload', 'Workloads/Production': 'ou-exam-producti', 'Workloads/Staging': 'ou-exam-staging0',
};

/** A company with an environment of each kind, whose units are known. */
export function company(more: (zone: LandingZone) => void, props: Partial<LandingZoneProps> = {}, environments = ['production']): (app: App) => void {
  return app => {
    const accounts = registered(environments);
    const zone = landingZone(app, accounts, {
      accounts: AccountRegistry.of({ accounts, organizationId: 'o-exampleorgid', rootId: 'r-exam', organizationalUnits: UNITS }), ...props,
    });
    for (const name of environments) zone.addEnvironment(name, { environmentType: EnvironmentType.PRODUCTION });
    more(zone);
  };
}

/** What stands in the artifacts account, by stack and type. */
export function made(more: (zone: LandingZone) => void, props: Partial<LandingZoneProps> = {}, environments = ['production']) {
  const assembly = synthesize(company(more, props, environments));
  const of = (part: string, type: string, region = 'eu-west-1') => assembly.resources(`Acme/artifacts/${region}-${part}`, type).map(([, resource]) => resource);
  return { assembly, of };
}

/** `CentralArtifacts` in somebody's own stacks, one of them in another region. */
export function alone(build: (artifacts: CentralArtifacts) => void, props: CentralArtifactsProps = {}, env = { account: '444444444444', region: 'eu-west-1' }) {
  const app = new App();
  const home = new Stack(app, 'Home', { env });
  const other = new Stack(app, 'Other', { env: { ...env, region: 'us-east-1' } });
  build(new CentralArtifacts(home, 'Artifacts', { organizationPaths: [`${ORGANIZATION}/*`], additionalStacks: [other], ...props }));
  app.synth();
  return { home: Template.fromStack(home).toJSON(), other: Template.fromStack(other).toJSON(), dependsOn: home.dependencies };
}
