import { EnvironmentAccount } from '@astradot/cloud-platform';
import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';

/** The same template for every environment: what the platform gives an account is read when the stack is deployed to it. */
export class ShopStack extends Stack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const environment = EnvironmentAccount.current(this);

    // shop.production.acme.com in production, shop.staging.acme.com in staging
    new ARecord(this, 'Shop', {
      zone: environment.hostedZone,
      recordName: 'shop',
      target: RecordTarget.fromIpAddresses('192.0.2.10'),
    });

    const orders = new Role(this, 'Orders', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    environment.artifacts.containerRepository('shop').grantPull(orders);
    environment.email.grantSend(orders, { fromAddresses: ['orders'] });
  }
}
