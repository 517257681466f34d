/**
 * The same templates by CDK's L1 constructs and nothing else: a stack for each, typed classes, references by tokens, as a person would write it who
 * wants no library. What it makes is read from a file that the benchmark wrote; the reading is not counted.
 */
import { readFileSync } from 'fs';
import {
  App, AssetStaging, Aws, CfnOutput, CfnParameter, CfnResource, DefaultStackSynthesizer, FileAssetPackaging, Stack, Token,
} from 'aws-cdk-lib';
import type { FloorData, FloorStack } from '../floor-data';
import { classOf } from './l1-classes';
import { task } from './size';
import { excluded } from './usage';

const PSEUDO: Record<string, string> = {
  'AWS::AccountId': Aws.ACCOUNT_ID,
  'AWS::Partition': Aws.PARTITION,
  'AWS::Region': Aws.REGION,
  'AWS::URLSuffix': Aws.URL_SUFFIX,
  'AWS::StackName': Aws.STACK_NAME,
  'AWS::StackId': Aws.STACK_ID,
};

const { outdir, data } = task();
const { qualifier, assets, stacks } = excluded<FloorData>(() => JSON.parse(readFileSync(data, 'utf8')));

const app = new App({ outdir });
const staged = new Map(assets.map(({ hash, path }) => [hash, new AssetStaging(app, hash, { sourcePath: path })]));
const built: Stack[] = [];
for (const stack of stacks) {
  const made = build(stack);
  for (const earlier of stack.dependsOn) made.addStackDependency(built[earlier]);
  built.push(made);
}
app.synth();

function build(from: FloorStack): Stack {
  const { id, account, region, stackName, description, terminationProtection } = from;
  const stack = new Stack(app, id, {
    env: { account, region }, stackName, description, terminationProtection, synthesizer: new DefaultStackSynthesizer({ qualifier }),
  });
  for (const { hash, displayName } of from.assets) {
    const asset = staged.get(hash)!;
    stack.synthesizer.addFileAsset({
      sourceHash: asset.assetHash, fileName: asset.relativeStagedPath(stack), packaging: FileAssetPackaging.ZIP_DIRECTORY, displayName,
    });
  }
  const elements = new Map<string, CfnResource | CfnParameter>();
  for (const { id: parameter, ...props } of from.parameters) elements.set(parameter, new CfnParameter(stack, parameter, props));
  for (const { id: resource, type, props, options, typed, refers } of from.resources) {
    const properties = refers ? withTokens(elements, props) : props;
    const Class = typed ? classOf(type) : undefined;
    const made = Class ? new Class(stack, resource, properties) : new CfnResource(stack, resource, { type, properties });
    Object.assign(made.cfnOptions, options);
    elements.set(resource, made);
  }
  for (const { id: resource, dependsOn } of from.resources) {
    for (const earlier of dependsOn) (elements.get(resource) as CfnResource).addResourceDependency(elements.get(earlier) as CfnResource);
  }
  for (const { id: output, value, ...props } of from.outputs) new CfnOutput(stack, output, { ...props, value: withTokens(elements, value) });
  return stack;
}

/** References as a person writes them: `role.attrArn`, and text with such in it. A resource that comes later is referred to as CloudFormation does. */
function withTokens(elements: Map<string, CfnResource | CfnParameter>, value: any): any {
  if (Array.isArray(value)) return value.map(one => withTokens(elements, one));
  if (typeof value !== 'object' || value === null) return value;
  const [key] = Object.keys(value);
  if (key === 'Ref') {
    const element = elements.get(value.Ref);
    if (element) return element instanceof CfnParameter ? element.valueAsString : element.ref;
    return PSEUDO[value.Ref] ?? Token.asString(value);
  }
  if (key === 'Fn::GetAtt') {
    const element = elements.get(value[key][0]) as CfnResource | undefined;
    return Token.asString(element?.getAtt(value[key][1]) ?? value);
  }
  if (key === 'Fn::Join' && value[key][0] === '' && Array.isArray(value[key][1])) {
    const parts = value[key][1].map((part: unknown) => withTokens(elements, part));
    if (parts.every((part: unknown) => typeof part === 'string')) return parts.join('');
  }
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withTokens(elements, one)]));
}
