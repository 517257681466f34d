/**
 * The two choices beside the default, on the embedded AWS: an organization without Control Tower, and one where it was set up by hand. Each is deployed by the one command, and once
 * more, which changes nothing.
 */
import { LivingOrganization } from './lifecycle/organization';
import { LivingPlatform, MANAGEMENT, Settings } from './lifecycle/platform';
import { Checks } from './tally';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const HOME = 'eu-west-1';
const SETTINGS: Settings = { additionalRegions: [], environments: {}, sandboxes: [] };

async function main(): Promise<void> {
  const checks = new Checks();
  await played('none', checks, async (platform, organization) => {
    platform.write({ ...SETTINGS, controlTower: 'none', refused: true });
    await checks.check('without Control Tower: the platform is deployed, and a stack that AWS refuses holds up nothing else', async () => {
      const { accounts } = await platform.deploy(1);
      const others = accounts.filter(({ name, outcome }) => name !== 'management' && !['deployed', 'empty'].includes(outcome));
      return others.map(({ name, outcome }) => `${name} ${outcome}`).join(', ');
    });
    await checks.check('an organization trail writes to the archive', async () => {
      const [trail] = await made(platform, 'AWS::CloudTrail::Trail');
      return trail === `${MANAGEMENT} ${HOME}` ? undefined : `got ${trail}`;
    });
    await checks.check('AWS Config records in every account', async () => {
      const ids = platform.plan.accounts.map(({ id }) => `${id} ${HOME}`).sort();
      for (const type of ['AWS::Config::ConfigurationRecorder', 'AWS::Config::DeliveryChannel']) {
        const got = await made(platform, type);
        if (got.join() !== ids.join()) return `${type}: got ${got.join(', ')}, expected ${ids.join(', ')}`;
      }
      return undefined;
    });
    await checks.check('what Control Tower would switch on is switched on', async () => {
      const trusted = await organization.trusted();
      return ['cloudtrail.amazonaws.com', 'config.amazonaws.com'].filter(service => !trusted.includes(service)).join(', ');
    });
    await checks.check('nothing of Control Tower is asked for', () => controlTower(platform));
    platform.write({ ...SETTINGS, controlTower: 'none' });
    await checks.check('the next run, without that stack, has nothing left to do', () => again(platform));
  });
  await played('adopted', checks, async (platform, organization) => {
    const before = await organization.asControlTowerLeavesIt();
    await checks.check('with Control Tower set up by hand: the platform is deployed', () => platform.deploy().then(() => undefined));
    await checks.check('its accounts are the platform\'s, where they stood', async () => {
      const got = { 'log-archive': platform.accountId('log-archive'), 'security': platform.accountId('security') };
      const units = await Promise.all(Object.values(got).map(id => organization.unitOf(id)));
      return JSON.stringify(got) === JSON.stringify(before) && units.join() === 'Security,Security' ? undefined : `${JSON.stringify(got)} in ${units.join(', ')}, expected ${JSON.stringify(before)}`;
    });
    await checks.check('it is left as it is: no landing zone, no baseline, no trail, no recorder', async () =>
      await controlTower(platform) || (await Promise.all(['AWS::CloudTrail::Trail', 'AWS::Config::ConfigurationRecorder'].map(type => made(platform, type)))).flat().join(', '));
    await checks.check('the second run changes nothing', () => again(platform));
  });
  checks.report();
}

async function played(
  choice: 'none' | 'adopted', checks: Checks, play: (platform: LivingPlatform, organization: LivingOrganization) => Promise<void>,
): Promise<void> {
  const platform = await LivingPlatform.open(`control-tower-${choice}`);
  try {
    platform.write({ ...SETTINGS, controlTower: choice });
    await play(platform, new LivingOrganization(platform.aws));
  } catch (error) {
    await checks.check(choice, () => { throw error; });
  } finally {
    await platform.close();
  }
}

/** Accounts and regions in which a resource of this type was made, sorted. */
async function made({ aws }: LivingPlatform, type: string): Promise<string[]> {
  const records = (await aws.records()).filter(record => record.op === 'create' && record.type === type);
  return records.map(({ account, region }) => `${account} ${region}`).sort();
}

/** Types of Control Tower that a stack has asked for. */
async function controlTower({ aws }: LivingPlatform): Promise<string> {
  return [...new Set((await aws.records()).map(({ type }) => type).filter(type => type.startsWith('AWS::ControlTower')))].join(', ');
}

async function again(platform: LivingPlatform): Promise<string | undefined> {
  const { stacks } = await platform.deploy();
  return stacks.deployed ? `it deployed ${stacks.deployed} stacks` : undefined;
}

main().catch(error => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
