import { join } from 'path';
import { AssetStaging, CfnResource, FileAssetLocation, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledgeAnyResource, acknowledgeResource } from '../private/acknowledge';
import { handlerRolePath } from '../private/names';
import { allow, policy, Statement } from '../private/policy';
import { trustService } from '../private/trust';

/** Props of a `HandlerFunction`. */
export interface HandlerFunctionProps {
  /** Folder below `assets/handlers/` that the handler is bundled into. */
  readonly handler: string;
  /** One line: what it does. */
  readonly description: string;
  readonly prefix: string;
  /** Of a function that is no custom resource's, and is told by nobody else. */
  readonly environment?: { readonly [name: string]: string };
}

/**
 * The function behind custom resources of one kind, or behind a schedule, one a stack. Made of L1s, because it repeats with every account: function, role and log
 * group, nothing else. The role lies on a path of the platform's own, so that doors can trust it before it exists.
 */
export class HandlerFunction extends Construct {
  /** The stack's function of this kind. */
  public static in(stack: Stack, props: HandlerFunctionProps): HandlerFunction {
    const id = `Handler-${props.handler}`;
    return (stack.node.tryFindChild(id) as HandlerFunction | undefined) ?? new HandlerFunction(stack, id, props);
  }

  public readonly functionArn: string;
  public readonly functionName: string;
  private readonly statements: Statement[];
  private readonly role: CfnResource;
  private anywhere?: Statement;

  private constructor(scope: Stack, id: string, props: HandlerFunctionProps) {
    super(scope, id);
    const code = codeOf(this, props.handler);
    const logGroup = new logs.CfnLogGroup(this, 'Logs', { retentionInDays: 365 });
    // what the handler did last is wanted most when its stack is gone
    logGroup.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.statements = [allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.attrArn])];
    const role = this.role = new iam.CfnRole(this, 'Role', {
      path: handlerRolePath(props.prefix),
      description: props.description,
      assumeRolePolicyDocument: trustService('lambda.amazonaws.com'),
      policies: [{ policyName: 'handler', policyDocument: policy(this.statements) }],
    });
    const handler = new lambda.CfnFunction(this, 'Resource', {
      description: props.description,
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      code: { s3Bucket: code.bucketName, s3Key: code.objectKey },
      role: role.attrArn,
      timeout: 900,
      memorySize: 256,
      loggingConfig: { logGroup: logGroup.ref, logFormat: 'JSON' },
      environment: props.environment && { variables: props.environment },
    });
    this.functionName = handler.ref;
    this.functionArn = handler.attrArn;
  }

  public allow(...statements: Statement[]): void {
    this.statements.push(...statements);
  }

  /** Permissions for resources with a wildcard in their ARNs; the reason stands in the template's findings. */
  public allowLike(reason: string, actions: string[], ...resources: string[]): void {
    this.allowUnder(reason, actions, resources);
  }

  /** The same under conditions. */
  public allowUnder(reason: string, actions: string[], resources: string[], conditions?: object): void {
    this.allow(allow(actions, resources, conditions));
    for (const resource of resources) acknowledgeResource(this.role, resource, reason);
  }

  /** Permissions for calls that have no resource to name; the reason stands in the template's findings. */
  public allowAnywhere(reason: string, actions: string[]): void {
    const all = [...new Set([this.anywhere?.Action ?? [], actions].flat())].sort();
    const statement = allow(all, ['*']);
    if (this.anywhere) this.statements[this.statements.indexOf(this.anywhere)] = statement;
    else this.statements.push(statement);
    this.anywhere = statement;
    acknowledgeAnyResource(this.role, reason);
  }

  /** A resource that this function takes care of. It is made after the role has its permissions, because they stand in the role itself. */
  public resource(scope: Construct, id: string, resourceType: string, properties: object): CfnResource {
    const resource = new CfnResource(scope, id, {
      type: resourceType,
      properties: { ServiceToken: this.functionArn, ServiceTimeout: 900, ...properties },
    });
    resource.addResourceDependency(this.role);
    return resource;
  }
}

/** The code, hashed and copied once in an app, however many stacks have it. */
function codeOf(scope: HandlerFunction, handler: string): FileAssetLocation {
  const stack = Stack.of(scope);
  const stage = Stage.of(scope)!;
  const staged = STAGED.get(stage) ?? new Map<string, AssetStaging>();
  STAGED.set(stage, staged);
  const code = staged.get(handler) ?? new AssetStaging(scope, 'Code', { sourcePath: join(__dirname, '..', '..', 'assets', 'handlers', handler) });
  staged.set(handler, code);
  return stack.synthesizer.addFileAsset({
    sourceHash: code.assetHash, fileName: code.relativeStagedPath(stack), packaging: code.packaging, displayName: `${scope.node.id}/Code`,
  });
}
const STAGED = new WeakMap<Stage, Map<string, AssetStaging>>();
