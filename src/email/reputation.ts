import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { runbook } from '../private/documentation';

/**
 * Where SES looks at an account, and where it may stop it. An environment that comes there alone is stopped before all others are.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-dg.html
 */
const THRESHOLDS = [
  { what: 'bounces-review', metricName: 'Reputation.BounceRate', threshold: 0.05 },
  { what: 'bounces-stop', metricName: 'Reputation.BounceRate', threshold: 0.1 },
  { what: 'complaints-review', metricName: 'Reputation.ComplaintRate', threshold: 0.001 },
  { what: 'complaints-stop', metricName: 'Reputation.ComplaintRate', threshold: 0.005 },
];

/** Ends the name of each alarm that stops sending. */
export const STOP = '-stop';

/** Names of an environment's alarms. */
export function alarmNames(nameOf: (what: string) => string): string[] {
  return THRESHOLDS.map(({ what }) => nameOf(what));
}

interface AlarmProps {
  readonly nameOf: (what: string) => string;
  readonly configurationSet: string;
  /** Whom it is told. */
  readonly topicArn: string;
}

/** The alarms of an environment. */
export function addAlarms(scope: Construct, environment: string, props: AlarmProps): void {
  for (const { what, metricName, threshold } of THRESHOLDS) {
    const isBounce = what.startsWith('bounces');
    const rate = `${threshold * 100} % of the mail of ${environment} ${isBounce ? 'bounces' : 'is complained about'}`;
    new cloudwatch.CfnAlarm(scope, what, {
      alarmName: props.nameOf(what),
      alarmDescription: (what.endsWith(STOP)
        ? `${rate}: it is stopped, or SES may stop everybody. "cloud-platform email start ${environment}" lets it go on`
        : `${rate}: where SES begins to look at an account`) + `. ${runbook(isBounce ? 'mail-bounces' : 'mail-complaints')}`,
      namespace: 'AWS/SES',
      metricName,
      dimensions: [{ name: 'ses:configuration-set', value: props.configurationSet }],
      statistic: 'Average',
      period: 900,
      evaluationPeriods: 1,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold,
      // a rate stays what it was as long as nothing is sent
      treatMissingData: 'ignore',
      alarmActions: [props.topicArn],
    });
  }
}
