import type { CfnResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

type L1 = new (scope: Construct, id: string, props: any) => CfnResource;
const known = new Map<string, L1 | undefined>();

/** CDK's typed class of a resource type; undefined for custom resources. Modules are loaded one by one, as a program that minds its time does. */
export function classOf(type: string): L1 | undefined {
  if (!known.has(type)) known.set(type, find(type));
  return known.get(type);
}

function find(type: string): L1 | undefined {
  const [vendor, service, resource] = type.split('::');
  if (vendor !== 'AWS') return undefined;
  const module = service === 'CloudFormation' ? 'aws-cdk-lib' : `aws-cdk-lib/aws-${service.toLowerCase()}`;
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(module)[`Cfn${resource}`];
}
