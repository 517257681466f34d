import { readFileSync } from 'fs';
import { join } from 'path';
import { applicationBoundaryPolicy } from './application-boundary';
import { PlatformNames } from '../guardrails/platform-writes';
import { applicationBoundary } from '../private/names';

/** Logical id of the boundary in the application's bootstrap. */
const BOUNDARY = 'ApplicationBoundary';

/** CDK's own bootstrap, vendored from the pinned CLI when the package is built. */
export function bootstrapTemplate(): any {
  return JSON.parse(text ??= readFileSync(join(__dirname, '..', '..', 'assets', 'bootstrap', 'bootstrap-template.json'), 'utf8'));
}
let text: string | undefined;

/**
 * CDK's own bootstrap, whose roles have a boundary. The policy stands in the same template: CloudFormation makes it before the roles, in each account and region,
 * whichever stack set comes first there.
 */
export function applicationBootstrapTemplate(names: PlatformNames): any {
  const template = bootstrapTemplate();
  const { path, name } = applicationBoundary(names.prefix, '${AWS::Region}');
  for (const { Type, Properties } of Object.values<any>(template.Resources)) {
    if (Type === 'AWS::IAM::Role') Properties.PermissionsBoundary = { Ref: BOUNDARY };
  }
  template.Resources[BOUNDARY] = {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: {
      ManagedPolicyName: { 'Fn::Sub': name },
      Path: path,
      Description: 'The most that an application and the roles it makes can do',
      PolicyDocument: applicationBoundaryPolicy(names),
    },
  };
  return template;
}
