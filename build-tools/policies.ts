/** Every policy document in the examples' templates, looked at by @cloud-copilot/iam-policy: template validators do not look inside. */
import { validateIdentityPolicy, validateTrustPolicy } from '@cloud-copilot/iam-policy';
import { exampleTemplates } from './assemblies';
import { report } from './tally';

let documents = 0;
const failures: string[] = [];

for (const { path, template } of exampleTemplates()) {
  for (const [logicalId, resource] of Object.entries<any>(template.Resources)) {
    const where = `${path}: ${logicalId}`;
    if (resource.Type !== 'AWS::IAM::Role') continue;
    check(`${where}: trust`, validateTrustPolicy(plain(resource.Properties.AssumeRolePolicyDocument)));
    for (const policy of resource.Properties.Policies ?? []) check(`${where}: ${policy.PolicyName}`, validateIdentityPolicy(plain(policy.PolicyDocument)));
  }
}
if (!documents) failures.push('no policy document was found');
report(documents - failures.length, failures);

function check(where: string, errors: { path: string; message: string }[]): void {
  documents++;
  if (errors.length) failures.push(`${where}: ${errors.map(error => `${error.path}: ${error.message}`).join('; ')}`);
}

/** Intrinsic functions stand for text that is known at deploy. */
function plain(value: any): any {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const [key] = Object.keys(value);
  if (key === 'Fn::Sub') return [value[key]].flat()[0].replace(/\$\{[^}]+\}/g, 'aws');
  if (key === 'Fn::Join') return value[key][1].map(plain).join(value[key][0]);
  if (key === 'Ref') return 'Z0123456789';
  if (key === 'Fn::GetAtt') return 'arn:aws:service:eu-west-1:111111111111:thing/name';
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
}
