import { CreateDetectorCommand, GetDetectorCommand, GetDetectorCommandOutput, GuardDutyClient, ListDetectorsCommand, UpdateDetectorCommand } from '@aws-sdk/client-guardduty';

/** GuardDuty of this account and region. */
export type Detector = GetDetectorCommandOutput & { readonly id: string };

/** The one detector that an account has in a region, made if there is none, switched on if it is off. */
export async function switchedOnDetector(client: GuardDutyClient): Promise<Detector> {
  let id = await detectorId(client);
  if (!id) {
    await create(client);
    id = await detectorId(client);
    if (!id) throw new Error('GuardDuty: got no detector after one was made, expected it; deploy again');
  }
  const detector = await client.send(new GetDetectorCommand({ DetectorId: id }));
  if (detector.Status !== 'ENABLED') await client.send(new UpdateDetectorCommand({ DetectorId: id, Enable: true }));
  return { ...detector, id };
}

async function detectorId(client: GuardDutyClient): Promise<string | undefined> {
  return (await client.send(new ListDetectorsCommand({}))).DetectorIds?.[0];
}

/** The administrator's is made by GuardDuty itself at that moment: then there is one. */
async function create(client: GuardDutyClient): Promise<void> {
  try {
    await client.send(new CreateDetectorCommand({ Enable: true }));
  } catch (error) {
    if ((error as Error).name !== 'BadRequestException' || !await detectorId(client)) throw error;
  }
}
