import { join } from 'path';
import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { acknowledgeAnyResource, acknowledgeResource } from '../private/acknowledge';
import { handlerRolePath } from '../private/names';

/** Props of a `HandlerFunction`. */
export interface HandlerFunctionProps {
  /** Folder below `assets/handlers/` that the handler is bundled into. */
  readonly handler: string;
  /** One line: what it does. */
  readonly description: string;
  readonly prefix: string;
}

/**
 * The function behind custom resources of one kind, one a stack. Made of L1s, because it repeats with every account: function, role and log
 * group, nothing else. The role lies on a path of the platform's own, so that doors can trust it before it exists.
 */
export class HandlerFunction extends Construct {
  /** The stack's function of this kind. */
  public static in(stack: Stack, props: HandlerFunctionProps): HandlerFunction {
    const id = `Handler-${props.handler}`;
    return (stack.node.tryFindChild(id) as HandlerFunction | undefined) ?? new HandlerFunction(stack, id, props);
  }

  public readonly functionArn: string;
  private readonly policy: iam.PolicyDocument;
  private readonly role: CfnResource;

  private constructor(scope: Stack, id: string, props: HandlerFunctionProps) {
    super(scope, id);
    const code = new Asset(this, 'Code', { path: join(__dirname, '..', '..', 'assets', 'handlers', props.handler) });
    const logGroup = new logs.CfnLogGroup(this, 'Logs', { retentionInDays: 365 });
    // what the handler did last is wanted most when its stack is gone
    logGroup.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.policy = new iam.PolicyDocument({
      statements: [new iam.PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.attrArn] })],
    });
    const role = this.role = new iam.CfnRole(this, 'Role', {
      path: handlerRolePath(props.prefix),
      description: props.description,
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
      },
      policies: [{ policyName: 'handler', policyDocument: this.policy }],
    });
    const handler = new lambda.CfnFunction(this, 'Resource', {
      description: props.description,
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      code: { s3Bucket: code.s3BucketName, s3Key: code.s3ObjectKey },
      role: role.attrArn,
      timeout: 900,
      memorySize: 256,
      loggingConfig: { logGroup: logGroup.ref, logFormat: 'JSON' },
    });
    this.functionArn = handler.attrArn;
  }

  public allow(...statements: iam.PolicyStatement[]): void {
    this.policy.addStatements(...statements);
  }

  /** Permissions for one resource with a wildcard in its ARN; the reason stands in the template's findings. */
  public allowLike(reason: string, actions: string[], resource: string): void {
    this.allow(new iam.PolicyStatement({ actions, resources: [resource] }));
    acknowledgeResource(this.role, resource, reason);
  }

  /** Permissions for calls that have no resource to name; the reason stands in the template's findings. */
  public allowAnywhere(reason: string, actions: string[]): void {
    this.allow(new iam.PolicyStatement({ actions, resources: ['*'] }));
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
