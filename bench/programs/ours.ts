/** A platform of this library. */
import { AccountEmail, AccountRegistry, EnvironmentType, LandingZone } from '@astradot/cloud-platform';
import { App } from 'aws-cdk-lib';
import { CORE, idOf, task } from './size';

const { accounts, regions, outdir } = task();
const names = Array.from({ length: accounts }, (_, index) => `env-${index}`);
const [homeRegion, ...additionalRegions] = regions;
const app = new App({ outdir });
const zone = new LandingZone(app, 'Acme', {
  accounts: AccountRegistry.of({
    organizationId: 'o-exampleorgid',
    rootId: 'r-exam',
    accounts: [...CORE.map((name, slot) => ({ name, slot })), ...names.map((name, index) => ({ name, slot: 10 + index }))]
      .map(account => ({ ...account, accountId: idOf(account.slot) })),
  }),
  accountEmail: AccountEmail.plusAddress('aws@acme.com'),
  domainName: 'acme.com',
  homeRegion,
  additionalRegions,
  accountQuota: accounts + CORE.length,
});
for (const name of names) zone.addEnvironment(name, { environmentType: EnvironmentType.STAGING });
app.synth();
