/**
 * Side by side, and a failure is told only when all have ended: what still ran would meet what CloudFormation does next, when it takes the resource
 * back.
 */
export async function allEnded(work: Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find(result => result.status === 'rejected');
  if (failed) throw failed.reason;
}
