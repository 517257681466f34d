import { App } from 'aws-cdk-lib';
import { landingZone, registered } from './acme';
import { AccountRegistry, EnvironmentType, LandingZone, LandingZoneProps } from '../../src';

const UNITS = { 'Sandbox': 'ou-exam-33333333', 'Workloads': 'ou-exam-55555555', 'Workloads/Production': 'ou-exam-66666666', 'Workloads/Staging': 'ou-exam-77777777' };

/** A landing zone with one environment, whose registry knows the units that read artifacts. */
export function artifactsZone(add: (zone: LandingZone) => void, props: Partial<LandingZoneProps> = {}): (app: App) => void {
  return app => {
    const accounts = AccountRegistry.of({ accounts: registered(['production']), organizationId: 'o-exampleorgid', rootId: 'r-exam', organizationalUnits: UNITS });
    const zone = landingZone(app, [], { accounts, ...props });
    zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    add(zone);
  };
}
