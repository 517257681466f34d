/* eslint-disable @typescript-eslint/no-floating-promises -- node waits for its tests */
import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { EnvironmentAccount, FakeEnvironmentOptions } from '@astradot/cloud-platform';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ShopProps, ShopStack } from '../shop-stack';

/** The stack as it is in an environment that is made up: no account is asked. */
function shop(environment: FakeEnvironmentOptions = {}, props: ShopProps = {}): Template {
  const app = new App();
  EnvironmentAccount.fake(app, environment);
  return Template.fromStack(new ShopStack(app, 'Shop', props));
}

test('the shop has a name in its environment', () => {
  shop({ environmentName: 'staging' }).hasResourceProperties('AWS::Route53::RecordSet', { Name: 'shop.staging.example.com.', Type: 'A' });
});

test('the image is the locked one, from the artifacts account', () => {
  const [task] = Object.values(shop().findResources('AWS::ECS::TaskDefinition'));
  const [, parts] = task.Properties.ContainerDefinitions[0].Image['Fn::Join'];
  equal(parts.filter((part: unknown) => typeof part === 'string').join('*'),
    '222222222222.dkr.ecr.*.*/shop@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08');
});

test('orders are mailed as the shop and as nobody else', () => {
  shop().hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([Match.objectLike({
        Resource: 'arn:aws:iam::333333333333:role/cloud-platform/cloud-platform-mail-production',
        Condition: { StringEquals: { 'aws:RequestTag/mail-from': ['orders@production.example.com'] } },
      })]),
    },
  });
});

test('the stack of one environment has that one\'s name', () => {
  shop({}, { environmentName: 'staging' }).hasResourceProperties('AWS::Route53::RecordSet', { Name: 'shop.staging.example.com.' });
});

test('no account is asked for anything', () => {
  deepEqual(Object.keys(shop().toJSON().Parameters), ['BootstrapVersion']);
});
