import type { Answer, Called, Lambda, Ran, Request } from './lambda';
import type { Disturbance } from '../../local/faults/fault-proxy';

export interface Course extends Ran {
  /** What CloudFormation did, in short. */
  readonly way: string[];
}

/**
 * One change of one resource as CloudFormation takes it to its end. A process that is gone is run again by Lambda with the same event. A failure is
 * rolled back, and the user deploys again.
 *
 * @param rolledBack is called between the two
 */
export async function change(
  lambda: Lambda, called: Called, disturbance?: Omit<Disturbance, 'kill'>, rolledBack: () => Promise<void> = async () => undefined,
): Promise<Course> {
  const way: string[] = [];
  const send = async (request: Request, disturbed?: Omit<Disturbance, 'kill'>): Promise<Ran> => {
    const ran = await lambda.run({ ...called, request }, disturbed);
    way.push(`${request.RequestType}: ${ran.answer?.Status ?? 'killed'}${ran.answer?.Reason ? ` (${ran.answer.Reason})` : ''}`);
    return ran;
  };
  const succeed = async (request: Request): Promise<Answer | undefined> => (cleaned(request, (await send(request)).answer));
  const cleaned = async (request: Request, answer?: Answer): Promise<Answer | undefined> => {
    const { RequestType, PhysicalResourceId: old } = request;
    if (answer?.Status !== 'SUCCESS' || RequestType !== 'Update' || answer.PhysicalResourceId === old) return answer;
    const { answer: removed } = await send({ RequestType: 'Delete', ResourceProperties: request.OldResourceProperties!, PhysicalResourceId: old });
    return removed?.Status === 'SUCCESS' ? answer : removed;
  };

  const { request } = called;
  const first = await send(request, disturbance);
  if (!first.answer) return { ...first, answer: await succeed(request), way };
  if (first.answer.Status === 'SUCCESS') return { ...first, answer: await cleaned(request, first.answer), way };
  const back = rollback(request, first.answer);
  const undone = back && await succeed(back);
  if (undone?.Status === 'FAILED') return { ...first, answer: undone, way };
  if (back) await rolledBack();
  return { ...first, answer: await succeed(request), way };
}

function rollback({ RequestType, ResourceProperties, OldResourceProperties }: Request, { PhysicalResourceId }: Answer): Request | undefined {
  if (RequestType === 'Create') return { RequestType: 'Delete', ResourceProperties, PhysicalResourceId };
  if (RequestType === 'Update') return { RequestType, ResourceProperties: OldResourceProperties!, OldResourceProperties: ResourceProperties, PhysicalResourceId };
  return undefined;
}
