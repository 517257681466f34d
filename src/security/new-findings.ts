/**
 * Pattern of EventBridge for findings as Security Hub tells of them in its home region: once for each time that one is new or seen again.
 *
 * @param severities labels
 * @param which what else a finding has to have
 */
export function newFindings(severities: readonly string[], which: object): { 'source': string[]; 'detail-type': string[]; 'detail': object } {
  return {
    'source': ['aws.securityhub'],
    'detail-type': ['Security Hub Findings - Imported'],
    'detail': { findings: { RecordState: ['ACTIVE'], Workflow: { Status: ['NEW'] }, Severity: { Label: severities }, ...which } },
  };
}
