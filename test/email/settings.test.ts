import { EnvironmentType } from '../../src';
import { mailSettings } from '../../src/mail';
import { landingZone, registered } from '../support/acme';
import { appIn } from '../support/assembly';

const { email } = landingZone(appIn(), registered(['production'])).addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
const ROLE = 'arn:aws:iam::200000000006:role/cloud-platform/cloud-platform-mail-production';

test('what the environment tells is what the SDK needs', () => {
  expect(mailSettings(email.settings('orders'))).toEqual({
    client: { region: 'eu-west-1', assumeRole: { RoleArn: ROLE, RoleSessionName: 'mail', Tags: [{ Key: 'mail-from', Value: 'orders@production.acme.com' }] } },
    message: { ConfigurationSetName: 'cloud-platform-production', TenantName: 'cloud-platform-production', FromEmailAddress: 'orders@production.acme.com' },
  });
});

test('without an address the session says none, and each mail its own', () => {
  const { client, message } = mailSettings(email.settings());
  expect(client.assumeRole).toEqual({ RoleArn: ROLE, RoleSessionName: 'mail' });
  expect(message).not.toHaveProperty('FromEmailAddress');
});

test('a variable that is missing is named', () => {
  expect(() => mailSettings({ ...email.settings(), CLOUD_PLATFORM_MAIL_ROLE: undefined })).toThrow('environment variable CLOUD_PLATFORM_MAIL_ROLE: got nothing');
});
