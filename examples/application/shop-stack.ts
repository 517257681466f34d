import { join } from 'path';
import { ArtifactLock, EnvironmentAccount } from '@astradot/cloud-platform';
import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import { LaunchTemplate, SubnetType, UserData, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ContainerImage, FargateTaskDefinition, LogDrivers } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';

const VERSION = 'v1.4.2';

export interface ShopProps extends StackProps {
  /** The only environment that it may be deployed to. Without it there is one template for all: what the platform gives an account is read when the stack is deployed. */
  readonly environmentName?: string;
}

export class ShopStack extends Stack {
  public constructor(scope: Construct, id: string, { environmentName, ...props }: ShopProps = {}) {
    super(scope, id, props);
    const environment = environmentName ? EnvironmentAccount.named(this, environmentName) : EnvironmentAccount.current(this);
    const { hostedZone, artifacts } = environment;
    new ARecord(this, 'Shop', { zone: hostedZone, recordName: 'shop', target: RecordTarget.fromIpAddresses('192.0.2.10') });

    // what runs in it finds registry.internal.acme.com, which nobody outside does
    const vpc = new Vpc(this, 'Network', {
      ipAddresses: environment.ipAddressesIn(this), maxAzs: 2, subnetConfiguration: [{ name: 'Inside', subnetType: SubnetType.PRIVATE_ISOLATED }],
    });
    environment.associatePrivateZone('internal.acme.com', vpc);

    // what was built once, by its digest: staging and production run the same bytes
    const lock = ArtifactLock.fromFile(join(__dirname, 'artifacts.lock.json'));
    const site = artifacts.file('site', lock.fileName('site', VERSION));
    const api = new FargateTaskDefinition(this, 'Api');
    api.addContainer('api', {
      image: ContainerImage.fromEcrRepository(artifacts.containerRepository('shop'), lock.imageDigest('shop', VERSION)),
      environment: { SITE: site.s3Url },
      user: '1000',
      readonlyRootFilesystem: true,
      memoryLimitMiB: 512,
      logging: LogDrivers.awsLogs({ streamPrefix: 'api', logGroup: new LogGroup(this, 'ApiLogs', { retention: RetentionDays.ONE_YEAR }) }),
    });
    site.grantRead(api.taskRole);

    const packages = artifacts.packageRepository('npm');
    const userData = UserData.forLinux();
    userData.addCommands(packages.loginCommand('npm'), 'npm install --global @acme/worker');
    const worker = new Role(this, 'Worker', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    packages.grantRead(worker);
    new LaunchTemplate(this, 'Workers', { machineImage: artifacts.machineImage('base'), role: worker, userData, requireImdsv2: true });

    const orders = new Role(this, 'Orders', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    // orders@production.acme.com in production; the function reads it by mailSettings()
    environment.email.grantSend(orders, { fromAddresses: ['orders'] });
    for (const [name, value] of Object.entries(environment.email.settings('orders'))) new CfnOutput(this, name.replaceAll('_', ''), { value });
  }
}
