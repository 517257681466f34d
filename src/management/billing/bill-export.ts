import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as dataExports from 'aws-cdk-lib/aws-bcmdataexports';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { acknowledge } from '../../private/acknowledge';

/** Columns of the bill: AWS takes no `*`. @see https://docs.aws.amazon.com/cur/latest/userguide/table-dictionary-cur2.html */
const COLUMNS = [
  'bill_bill_type', 'bill_billing_entity', 'bill_billing_period_end_date', 'bill_billing_period_start_date', 'bill_invoice_id', 'bill_invoicing_entity',
  'bill_payer_account_id', 'bill_payer_account_name', 'cost_category', 'discount', 'identity_line_item_id', 'identity_time_interval',
  'line_item_availability_zone', 'line_item_currency_code', 'line_item_legal_entity', 'line_item_line_item_description', 'line_item_line_item_type',
  'line_item_net_unblended_cost', 'line_item_operation', 'line_item_product_code', 'line_item_resource_id', 'line_item_tax_type',
  'line_item_unblended_cost', 'line_item_unblended_rate', 'line_item_usage_account_id', 'line_item_usage_account_name', 'line_item_usage_amount',
  'line_item_usage_end_date', 'line_item_usage_start_date', 'line_item_usage_type', 'pricing_public_on_demand_cost', 'pricing_public_on_demand_rate',
  'pricing_purchase_option', 'pricing_term', 'pricing_unit', 'product', 'product_instance_type', 'product_product_family', 'product_region_code',
  'product_servicecode', 'product_sku', 'product_usagetype', 'reservation_effective_cost', 'reservation_reservation_a_r_n',
  'reservation_unused_amortized_upfront_fee_for_billing_period', 'reservation_unused_recurring_fee', 'resource_tags',
  'savings_plan_savings_plan_a_r_n', 'savings_plan_savings_plan_effective_cost', 'savings_plan_total_commitment_to_date',
  'savings_plan_used_commitment',
];

/** Services that write the bill. */
const WRITERS = ['bcm-data-exports.amazonaws.com', 'billingreports.amazonaws.com'];

/**
 * The bill, day by day and resource by resource, in a bucket that its readers see and nobody else, administrators included; and that nobody but AWS writes
 * to. The right to read comes with the readers' own permissions. Who may change the bucket's policy can undo it; that shows in the trail.
 *
 * @param readers roles of this account, with their paths
 */
export function addBillExport(stack: Stack, prefix: string, readers: readonly string[]): void {
  const { account, region, partition } = stack;
  const bucket = new s3.CfnBucket(stack, 'Bill', {
    bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }] },
    publicAccessBlockConfiguration: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
    versioningConfiguration: { status: 'Enabled' },
    lifecycleConfiguration: {
      rules: [{
        // each delivery overwrites the one before
        id: 'overwritten', status: 'Enabled', noncurrentVersionExpiration: { noncurrentDays: 90 }, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      }],
    },
  });
  bucket.applyRemovalPolicy(RemovalPolicy.RETAIN);
  acknowledge(bucket, 'AwsSolutions-S1', 'its policy names the roles that read it, and the trail says who took one; a bucket of logs about bills would need the same walls');

  const all = [bucket.attrArn, `${bucket.attrArn}/*`];
  const ofReaders = { 'aws:PrincipalArn': readers.map(role => `arn:${partition}:iam::${account}:role/${role}`) };
  const people = { Bool: { 'aws:PrincipalIsAWSService': 'false' } };
  const policy = new s3.CfnBucketPolicy(stack, 'BillPolicy', {
    bucket: bucket.ref,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Delivery',
          Effect: 'Allow',
          Principal: { Service: WRITERS },
          Action: ['s3:GetBucketPolicy', 's3:PutObject'],
          Resource: all,
          Condition: {
            StringEquals: { 'aws:SourceAccount': account },
            ArnLike: { 'aws:SourceArn': [`arn:${partition}:bcm-data-exports:${region}:${account}:export/*`, `arn:${partition}:cur:${region}:${account}:definition/*`] },
          },
        },
        {
          Sid: 'NobodyElseReads',
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: ['s3:GetObject*', 's3:ListBucket', 's3:ListBucketVersions'],
          Resource: all,
          Condition: { ArnNotLike: ofReaders, ...people },
        },
        { Sid: 'NobodyWrites', Effect: 'Deny', Principal: { AWS: '*' }, Action: ['s3:DeleteObject*', 's3:PutObject*'], Resource: `${bucket.attrArn}/*`, Condition: people },
        { Sid: 'OnlyTls', Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:*', Resource: all, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ],
    },
  });
  const bill: CfnResource = new dataExports.CfnExport(stack, 'BillExport', {
    export: {
      name: `${prefix}-bill`,
      description: 'The bill of the organization, day by day',
      dataQuery: {
        queryStatement: `SELECT ${COLUMNS.join(', ')} FROM COST_AND_USAGE_REPORT`,
        tableConfigurations: {
          COST_AND_USAGE_REPORT: {
            TIME_GRANULARITY: 'DAILY', INCLUDE_RESOURCES: 'TRUE', INCLUDE_MANUAL_DISCOUNT_COMPATIBILITY: 'FALSE', INCLUDE_SPLIT_COST_ALLOCATION_DATA: 'FALSE',
          },
        },
      },
      destinationConfigurations: {
        s3Destination: {
          s3Bucket: bucket.ref,
          s3Prefix: 'bill',
          s3Region: region,
          s3OutputConfigurations: { outputType: 'CUSTOM', format: 'PARQUET', compression: 'PARQUET', overwrite: 'OVERWRITE_REPORT' },
        },
      },
      refreshCadence: { frequency: 'SYNCHRONOUS' },
    },
  });
  // AWS tries to write when the export is made
  bill.addResourceDependency(policy);
}
