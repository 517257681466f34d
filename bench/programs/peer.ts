/** A platform of the peer with about the same content: organization, accounts and regions, no networks and no reports. */
import { App } from 'aws-cdk-lib';
import { idOf, task } from './size';

// installed in this folder alone, and only if somebody wants the comparison
// eslint-disable-next-line @typescript-eslint/no-require-imports, import/no-unresolved
const { DataLandingZone } = require('aws-data-landing-zone');

const { accounts, regions, outdir } = task();
const [global, ...regional] = regions;
const app = new App({ outdir });
new DataLandingZone(app, {
  localProfile: 'none',
  regions: { global, regional },
  mandatoryTags: { owner: ['infra'], project: ['dlz'], environment: ['dlz'] },
  securityHubNotifications: [],
  printReport: false,
  saveReport: false,
  printDeploymentOrder: false,
  organization: {
    organizationId: 'o-exampleorgid',
    root: { accounts: { management: { accountId: idOf(0) } } },
    ous: {
      security: { ouId: 'ou-exam-00000001', accounts: { log: { accountId: idOf(1) }, audit: { accountId: idOf(2) } } },
      suspended: { ouId: 'ou-exam-00000003' },
      workloads: {
        ouId: 'ou-exam-00000002',
        accounts: Array.from({ length: accounts }, (_, index) => ({ name: `env-${index}`, accountId: idOf(10 + index), type: 'development' })),
      },
    },
  },
});
app.synth();
