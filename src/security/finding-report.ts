import { runbook } from '../private/documentation';

/**
 * How an event becomes a finding: the definition of a state machine of two calls. All that depends on the event stands in expressions of JSONata; there is no code to keep up to date.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
 */
export interface FindingReportProps {
  readonly prefix: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly topicArn: string;
}

/** What the state machine is given. */
export const REPORT_INPUT = {
  /** For a target of EventBridge: the whole event behind what is known of its kind. */
  template: (kind: { readonly id: string; readonly title: string; readonly severity: string }) => `{"kind": ${JSON.stringify({
    id: kind.id, title: kind.title, severity: kind.severity,
  })}, "event": <aws.events.event.json>}`,
};

/** By which Security Hub knows what was told here. */
export const PRODUCT = 'Cloud Platform';

/** An expression. */
const ask = (expression: string) => `{% ${expression} %}`;

const KIND = '$states.input.kind';
const EVENT = '$states.input.event';
const DETAIL = `${EVENT}.detail`;
const WHO = `($u := ${DETAIL}.userIdentity; $u.arn ? $u.arn : $u.userName ? $u.userName : $u.principalId ? $u.principalId : $u.type ? $u.type : 'somebody')`;
const WHAT = `(${DETAIL}.eventSource & ' ' & ${DETAIL}.eventName)`;
const WHERE = `(${EVENT}.account & ' in ' & ${DETAIL}.awsRegion)`;
const FAILED = `(${DETAIL}.errorCode ? ', which was refused: ' & ${DETAIL}.errorCode : '')`;
/** What tells of a finding puts it into a text of JSON as it is: no quotes and no backslashes. */
const plain = (expression: string) => `$replace(${expression}, /\\\\|"/, "'")`;
/** Fields of findings have an end. */
const upTo = (length: number, expression: string) => ask(`$substring(${expression}, 0, ${length})`);

/** A finding of the security account itself: nobody may import one for another account. Whose it is stands in its title, its resources and its own fields. */
export function findingReport({ prefix, partition, region, account, topicArn }: FindingReportProps): object {
  const finding = {
    SchemaVersion: '2018-10-08',
    Id: ask(`${KIND}.id & '/' & ${DETAIL}.eventID`),
    ProductArn: `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`,
    ProductName: PRODUCT,
    CompanyName: PRODUCT,
    GeneratorId: ask(`'${prefix}/' & ${KIND}.id`),
    AwsAccountId: account,
    Types: ['Unusual Behaviors/User'],
    CreatedAt: ask(`${EVENT}.time`),
    UpdatedAt: ask(`${EVENT}.time`),
    Severity: { Label: ask(`${KIND}.severity`) },
    Title: upTo(256, `${KIND}.title & ': ' & ${DETAIL}.eventName & ' in ' & ${EVENT}.account`),
    Description: upTo(1024, `${WHO} & ' called ' & ${WHAT} & ' in ' & ${WHERE}`
      + ` & ' from ' & ${DETAIL}.sourceIPAddress & ${FAILED} & '. ' & (${DETAIL}.requestParameters ? ${plain(`$string(${DETAIL}.requestParameters)`)} : '')`),
    Remediation: { Recommendation: { Text: 'What to do now', Url: ask(`'${runbook('')}' & ${KIND}.id`) } },
    Resources: ask(`$append([{ 'Type': 'AwsAccount', 'Id': 'AWS::::Account:' & ${EVENT}.account, 'Partition': '${partition}', 'Region': ${DETAIL}.awsRegion }], `
      + `$map(${DETAIL}.resources[ARN][[0..29]], function($r) { { 'Type': 'Other', 'Id': $r.ARN } }))`),
    ProductFields: {
      [`${prefix}/account`]: ask(`${EVENT}.account`),
      [`${prefix}/region`]: ask(`${DETAIL}.awsRegion`),
      [`${prefix}/who`]: upTo(2048, WHO),
      [`${prefix}/what`]: upTo(2048, WHAT),
      [`${prefix}/from`]: upTo(2048, `(${DETAIL}.sourceIPAddress ? ${DETAIL}.sourceIPAddress : '')`),
      [`${prefix}/event-id`]: ask(`${DETAIL}.eventID`),
    },
  };
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Import',
    States: {
      Import: {
        Type: 'Task',
        Resource: `arn:${partition}:states:::aws-sdk:securityhub:batchImportFindings`,
        Arguments: { Findings: [finding] },
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5, MaxAttempts: 6, BackoffRate: 3, JitterStrategy: 'FULL' }],
        Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.input %}', Next: 'Tell' }],
        Output: "{% $merge([$states.input, { 'failed': $states.result.FailedCount }]) %}",
        Next: 'Taken',
      },
      Taken: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.failed > 0 %}', Next: 'Tell' }], Default: 'Done' },
      // Security Hub may be what was switched off
      Tell: {
        Type: 'Task',
        Resource: `arn:${partition}:states:::sns:publish`,
        Arguments: {
          TopicArn: topicArn,
          Subject: 'No finding could be made',
          Message: ask(`'Security Hub of ${account} takes no findings. What was to be told: ' & ${WHO} & ' called ' & ${WHAT} & ' in ' & ${WHERE} & '. Event ' & ${DETAIL}.eventID & ' of CloudTrail. ${runbook('no-finding-could-be-made')}'`),
        },
        End: true,
      },
      Done: { Type: 'Succeed' },
    },
  };
}
