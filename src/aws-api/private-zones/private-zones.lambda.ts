import { EC2Client } from '@aws-sdk/client-ec2';
import { Route53Client } from '@aws-sdk/client-route-53';
import { PrivateZoneAssociationKind } from './association';
import { PRIVATE_ZONE_ASSOCIATION_TYPE, PRIVATE_ZONES_SETTINGS, PrivateZonesSettings } from './constants';
import { customResources } from '../runtime/custom-resource';
import { enterDoor } from '../runtime/door';
import { behindTopic } from '../runtime/topic';

const maxAttempts = 10;
const settings: PrivateZonesSettings = JSON.parse(process.env[PRIVATE_ZONES_SETTINGS]!);
const owner = async () => new Route53Client({ maxAttempts, credentials: await enterDoor(settings.doorArn, 'private-zones') });

export const handler = behindTopic(customResources({
  [PRIVATE_ZONE_ASSOCIATION_TYPE]: new PrivateZoneAssociationKind(
    { ec2: new EC2Client({ maxAttempts }), route53: new Route53Client({ maxAttempts }), owner }, settings, process.env.AWS_REGION!),
}));
