import { Law } from '../law';
import { principalsOf } from './trust';

/** Suspended and closed owners have no templates: what stands in them stays as it was. */
export const DOORS_ARE_ROLES: Law = {
  id: 'doors-are-roles',
  promise: 'The doors of the plan are exactly the roles that somebody of another account can assume, and each lets in its guest alone.',
  needsPlan: true,
  faults: assembly => {
    const { accounts, doors, landingZone } = assembly.plan;
    const byName = new Map(accounts.map(account => [account.name, account]));
    const byId = new Map(accounts.map(account => [account.id, account.name]));
    const planned = new Map(doors.filter(door => door.open && byName.get(door.owner)?.status === 'active')
      .map(door => [`${landingZone}/${door.owner}: ${door.roleName}`, byName.get(door.guest)?.id]));
    const arns = doors.filter(door => door.roleArn !== undefined && !new RegExp(`^arn:[a-z-]+:iam::${byName.get(door.owner)?.id}:role/.*${door.roleName}$`).test(door.roleArn))
      .map(door => `${landingZone}/${door.owner}: ${door.roleName}: the plan gives the ARN ${door.roleArn}`);

    const faults: string[] = [];
    const standing = new Set<string>();
    for (const { path, account } of assembly.stacks) {
      for (const [id, role] of assembly.resources(path, 'AWS::IAM::Role')) {
        const statements = [role.Properties?.AssumeRolePolicyDocument?.Statement ?? []].flat().filter((statement: any) => statement.Effect === 'Allow');
        const principals: string[] = statements.flatMap((statement: any) => principalsOf(statement, account));
        const guests = [...new Set(principals.filter(guest => guest !== account))];
        if (!guests.length) continue;
        const door = `${landingZone}/${byId.get(account)}: ${role.Properties.RoleName ?? id}`;
        standing.add(door);
        if (!planned.has(door)) faults.push(`${path}: ${id}: ${guests.join(', ')} can assume it, and it is no door of the plan`);
        else if (guests.join() !== planned.get(door)) faults.push(`${path}: ${id}: lets ${guests.join(', ')} in, and its guest is ${planned.get(door)}`);
      }
    }
    return [...arns, ...faults, ...[...planned.keys()].filter(door => !standing.has(door)).map(door => `${door}: a door of the plan that is no role`)];
  },
};
