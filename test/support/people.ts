import { App } from 'aws-cdk-lib';
import { landingZone, registered } from './acme';
import { AccountRegistry, LandingZone, LandingZoneProps, RegisteredAccount } from '../../src';
import { accessParameters } from '../../src/private/names';
import type { Assembly } from '../../src/verify/assembly';

export const IDENTITY_CENTER = { instanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef', identityStoreId: 'd-1234567890', region: 'eu-west-1' };

/** A registry with an instance of Identity Center. */
export function registryWithPeople(accounts: RegisteredAccount[]): AccountRegistry {
  return AccountRegistry.of({ accounts, organizationId: 'o-exampleorgid', rootId: 'r-exam', identityCenter: IDENTITY_CENTER });
}

/** A landing zone whose accounts all exist and whose Identity Center is switched on. */
export function peopleZone(app: App, environments: string[], props: Partial<LandingZoneProps> = {}): LandingZone {
  return landingZone(app, [], { accounts: registryWithPeople(registered(environments)), ...props });
}

/** What a template assigns, in names: `engineers ReadOnly 200000000010`. */
export function assignmentsIn(assembly: Assembly, groups: string[], sets: string[]): string[] {
  const names = accessParameters('cloud-platform');
  const published = new Map([
    ...groups.map(name => [names.groupId(name), name] as const), ...sets.map(name => [names.permissionSetArn(name), name] as const),
  ]);
  return [...assembly.templates].flatMap(([path, template]) => Object.values<any>(template.Resources)
    .filter(({ Type }) => Type === 'AWS::SSO::Assignment').map(({ Properties: { PrincipalId, PermissionSetArn, TargetId } }) => {
      const nameOf = (value: any) => {
        const known = value.Ref ? published.get(template.Parameters[value.Ref].Default)
          : Object.entries(template.Resources[value['Fn::GetAtt'][0]].Properties).find(([key]) => key === 'DisplayName' || key === 'Name')?.[1];
        if (!known) throw new Error(`${path}: got ${JSON.stringify(value)}, expected something that a stack publishes`);
        return String(known).replace(/-management$/, '');
      };
      return `${nameOf(PrincipalId)} ${nameOf(PermissionSetArn)} ${TargetId}`;
    })).sort();
}
