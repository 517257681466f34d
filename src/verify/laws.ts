import type { Assembly } from './assembly';

/** The laws as functions of an assembly: each lists what breaks it. */

export function emptyStacks(assembly: Assembly): string[] {
  return [...assembly.templates].filter(([, template]) => !Object.keys(template.Resources ?? {}).length).map(([path]) => path);
}

/** Exports, imports and CDK's silent ways across accounts and regions. */
export function ties(assembly: Assembly): string[] {
  return [...assembly.templates].flatMap(([path, template]) => {
    const text = JSON.stringify(template);
    return ['Fn::ImportValue', 'Fn::GetStackOutput', '"Export"', 'Custom::CrossRegionExport'].filter(way => text.includes(way)).map(way => `${path}: ${way}`);
  });
}

/** Trust in everybody, or in an account without a condition. */
export function openTrust(assembly: Assembly): string[] {
  return [...assembly.templates].flatMap(([path, template]) => Object.entries<any>(template.Resources ?? {})
    .filter(([, resource]) => resource.Type === 'AWS::IAM::Role')
    .flatMap(([id, resource]) => resource.Properties.AssumeRolePolicyDocument.Statement.filter((statement: any) => {
      const aws = [statement.Principal === '*' ? '*' : statement.Principal?.AWS ?? []].flat();
      return aws.some((principal: unknown) => principal === '*') || aws.length > 0 && !Object.keys(statement.Condition ?? {}).length;
    }).map(() => `${path}: ${id}`)));
}

/** Types that hold state and that CloudFormation itself would delete. */
const STATEFUL = [
  'AWS::Route53::HostedZone', 'AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::DynamoDB::Table', 'AWS::ECR::Repository', 'AWS::CloudTrail::Trail', 'AWS::Logs::LogGroup',
];

export function unretained(assembly: Assembly): string[] {
  return [...assembly.templates].flatMap(([path, template]) => Object.entries<any>(template.Resources ?? {})
    .filter(([, { Type, DeletionPolicy, UpdateReplacePolicy }]) => STATEFUL.includes(Type) && !(DeletionPolicy === 'Retain' && UpdateReplacePolicy === 'Retain'))
    .map(([id]) => `${path}: ${id}`));
}

/** The longest chain of stacks, by the manifest that the CDK CLI reads. Throws on a circle. */
export function depth(assembly: Assembly): number {
  const stacks = new Map(assembly.stacks.map(stack => [stack.path, stack]));
  const known = new Map<string, number>();
  const of = (path: string, behind: string[]): number => {
    if (behind.includes(path)) throw new Error(`circle: ${[...behind, path].join(' -> ')}`);
    const before = known.get(path) ?? 1 + Math.max(0, ...stacks.get(path)!.dependsOn.map(other => of(other, [...behind, path])));
    known.set(path, before);
    return before;
  };
  return Math.max(0, ...[...stacks.keys()].map(path => of(path, [])));
}
