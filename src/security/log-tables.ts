import { Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { partitionOf, REGION_NAMES } from '../accounts/aws-regions';
import { investigationNames, logNames } from '../private/names';

/** Where the logs lie. */
export interface LogTablesProps {
  readonly prefix: string;
  readonly partition: string;
  readonly logArchiveId: string;
  readonly organizationId: string;
  /** Days that logs are kept: what is older is not looked for. */
  readonly retentionDays: number;
  /** Whether AWS Config writes to the platform's own archive. */
  readonly config: boolean;
}

const TEXT = 'string';
const struct = (fields: Record<string, string>) => `struct<${Object.entries(fields).map(([name, type]) => `${name}:${type}`).join(',')}>`;
const texts = (...names: string[]) => Object.fromEntries(names.map(name => [name, TEXT]));

/** @see https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table.html */
const TRAIL_COLUMNS: Record<string, string> = {
  eventversion: TEXT,
  useridentity: struct({
    ...texts('type', 'principalid', 'arn', 'accountid', 'invokedby', 'accesskeyid', 'username'),
    onbehalfof: struct(texts('userid', 'identitystorearn')),
    sessioncontext: struct({
      attributes: struct(texts('mfaauthenticated', 'creationdate')),
      sessionissuer: struct(texts('type', 'principalid', 'arn', 'accountid', 'username')),
      ec2roledelivery: TEXT,
      webidfederationdata: struct({ federatedprovider: TEXT, attributes: 'map<string,string>' }),
    }),
  }),
  ...texts(
    'eventtime', 'eventsource', 'eventname', 'awsregion', 'sourceipaddress', 'useragent', 'errorcode', 'errormessage', 'requestparameters', 'responseelements',
    'additionaleventdata', 'requestid', 'eventid', 'readonly',
  ),
  resources: `array<${struct(texts('arn', 'accountid', 'type'))}>`,
  ...texts('eventtype', 'apiversion', 'recipientaccountid', 'serviceeventdetails', 'sharedeventid', 'vpcendpointid', 'eventcategory', 'sessioncredentialfromconsole'),
  tlsdetails: struct(texts('tlsversion', 'ciphersuite', 'clientprovidedhostheader')),
};

/** @see https://docs.aws.amazon.com/athena/latest/ug/querying-config.html */
const CONFIG_COLUMNS: Record<string, string> = {
  ...texts('fileversion', 'configsnapshotid'),
  configurationitems: `array<${struct({
    ...texts('configurationitemversion', 'configurationitemcapturetime', 'configurationstateid', 'awsaccountid', 'configurationitemstatus', 'resourcetype', 'resourceid',
      'resourcename', 'arn', 'awsregion', 'availabilityzone', 'configurationstatemd5hash', 'configuration'),
    supplementaryconfiguration: 'map<string,string>',
    tags: 'map<string,string>',
    resourcecreationtime: TEXT,
  })}>`,
};

/**
 * Tables over the archive. Partitions are computed by Athena and stand nowhere, so that no crawler runs and an account that comes later is there at once: which
 * account is asked about is said by each query. All regions of AWS are among them, also those that nobody may use.
 */
export function addLogTables(stack: Stack, props: LogTablesProps): { readonly trail: CfnTable; readonly config?: CfnTable } {
  const { prefix, partition, logArchiveId, organizationId, retentionDays } = props;
  const buckets = logNames(prefix, { partition, home: stack.region }, logArchiveId);
  const database = new CfnDatabase(stack, 'Logs', {
    catalogId: stack.account,
    databaseInput: { name: investigationNames(prefix).database, description: 'The logs of the organization' },
  });
  const table = (id: string, { description, columns, root, below, format, input, dayFormat }: Layout) => {
    const made = new CfnTable(stack, id, {
      catalogId: stack.account,
      databaseName: database.ref,
      tableInput: {
        name: id.toLowerCase(),
        description,
        tableType: 'EXTERNAL_TABLE',
        partitionKeys: ['account', 'region', 'day'].map(name => ({ name, type: TEXT })),
        parameters: {
          'EXTERNAL': 'TRUE',
          'classification': format,
          'projection.enabled': 'true',
          'projection.account.type': 'injected',
          'projection.region.type': 'enum',
          'projection.region.values': REGION_NAMES.filter(region => partitionOf(region) === partition).join(','),
          'projection.day.type': 'date',
          'projection.day.format': dayFormat,
          'projection.day.range': `NOW-${retentionDays}DAYS,NOW`,
          'projection.day.interval': '1',
          'projection.day.interval.unit': 'DAYS',
          'storage.location.template': `${root}${below}`,
        },
        storageDescriptor: {
          location: root,
          columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
          inputFormat: input,
          outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
          serdeInfo: { serializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe', parameters: { 'serialization.format': '1' } },
        },
      },
    });
    return made;
  };
  return {
    trail: table('Trail', {
      description: 'Calls of AWS: the organization\'s trail',
      columns: TRAIL_COLUMNS,
      root: `s3://${buckets.trailBucket}/AWSLogs/${organizationId}/`,
      below: '${account}/CloudTrail/${region}/${day}/',
      format: 'cloudtrail',
      input: 'com.amazon.emr.cloudtrail.CloudTrailInputFormat',
      dayFormat: 'yyyy/MM/dd',
    }),
    config: props.config ? table('Config', {
      description: 'What there is, day by day: snapshots of AWS Config',
      columns: CONFIG_COLUMNS,
      root: `s3://${buckets.configBucket}/AWSLogs/`,
      below: '${account}/Config/${region}/${day}/ConfigSnapshot/',
      format: 'json',
      input: 'org.apache.hadoop.mapred.TextInputFormat',
      // months and days without zeros before them
      dayFormat: 'yyyy/M/d',
    }) : undefined,
  };
}

/** How one table lies in its bucket. */
interface Layout {
  readonly description: string;
  readonly columns: Record<string, string>;
  readonly root: string;
  readonly below: string;
  readonly format: string;
  readonly input: string;
  readonly dayFormat: string;
}
