import { runbook } from '../private/documentation';

/** What of a finding is told. */
const TOLD = {
  title: '$.detail.findings[0].Title',
  text: '$.detail.findings[0].Description',
  severity: '$.detail.findings[0].Severity.Label',
  account: '$.detail.findings[0].AwsAccountId',
  region: '$.detail.findings[0].Region',
  product: '$.detail.findings[0].ProductName',
  id: '$.detail.findings[0].Id',
  resource: '$.detail.findings[0].Resources[0].Id',
};

/** For people. */
export const FINDING_IN_WORDS = {
  inputPathsMap: TOLD,
  inputTemplate: `"<severity> in account <account>, <region>: <title>. Resource: <resource>. Found by <product>: <text>. Finding <id>. ${runbook('a-finding')}"`,
};

/** For a program. */
export const FINDING_AS_JSON = {
  inputPathsMap: TOLD,
  inputTemplate: `{${Object.keys(TOLD).map(key => `"${key}": "<${key}>"`).join(', ')}}`,
};
