import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { pause } from './pause';
import { errorPage } from '../../private/documentation';

/** Properties as CloudFormation sends them: every scalar is a string. */
export type RawProperties = Record<string, unknown>;

/** One request, typed at the edge. */
export interface ResourceRequest<P> {
  readonly properties: P;
  /** What CloudFormation deployed before, when it updates. */
  readonly oldProperties?: P;
  /** Absent when it creates. */
  readonly physicalId?: string;
}

export interface Ensured {
  /** Another id than before tells CloudFormation to remove what the old one stood for. */
  readonly physicalId: string;
  readonly attributes?: Record<string, string | undefined>;
}

/**
 * A kind of custom resource: observe -> ensure -> sync, one flow whether CloudFormation creates, updates, retries or meets what
 * exists already.
 */
export interface ResourceKind<P> {
  parse(properties: RawProperties): P;
  ensure(request: ResourceRequest<P>): Promise<Ensured>;
  /** Idempotent. Organization-wide switches stay on. */
  remove(request: ResourceRequest<P> & { readonly physicalId: string }): Promise<void>;
}

/** The id of what could not be made: CloudFormation deletes it again, and there is nothing to delete. */
const NEVER_MADE = 'cloud-platform:never-made';
/** The id of what failed on the way: CloudFormation deletes it again, and something may be there. */
const HALF_MADE = 'cloud-platform:half-made';

/** CloudFormation takes 4,096 bytes of answer, the ids and names in it included. */
const LONGEST_REASON = 1_500;

/** The entry point of a function that takes care of these kinds of resources. */
export function customResources(kinds: Record<string, ResourceKind<any>>): (event: CloudFormationCustomResourceEvent) => Promise<void> {
  return async event => {
    // outside: an answer that does not arrive is no failure of the work. Lambda runs the event again, and finds it done
    await respond(event, await answerTo(kinds, event));
  };
}

async function answerTo(kinds: Record<string, ResourceKind<any>>, event: CloudFormationCustomResourceEvent): Promise<object> {
  const { RequestType, ResourceType, LogicalResourceId } = event;
  let unmade = event.RequestType === 'Create' ? NEVER_MADE : event.PhysicalResourceId;
  try {
    const kind = kinds[ResourceType];
    if (!kind) throw new Error(`got a resource of type ${ResourceType}, expected one of ${Object.keys(kinds).join(', ')}`);
    const { physicalId, attributes } = await serve(kind, event, () => {
      if (RequestType === 'Create') unmade = HALF_MADE;
    });
    console.log(JSON.stringify({ done: RequestType, ResourceType, LogicalResourceId, physicalId }));
    return { Status: 'SUCCESS', PhysicalResourceId: physicalId, Data: attributes };
  } catch (error) {
    const reason = messageOf(error);
    console.error(JSON.stringify({ failed: RequestType, ResourceType, LogicalResourceId, reason }));
    return { Status: 'FAILED', PhysicalResourceId: unmade, Reason: `${shortened(reason)} ${pageOf(ResourceType)}` };
  }
}

async function serve<P>(kind: ResourceKind<P>, event: CloudFormationCustomResourceEvent, begins: () => void): Promise<Ensured> {
  if (event.RequestType === 'Delete') {
    const physicalId = event.PhysicalResourceId;
    if (physicalId === NEVER_MADE) return { physicalId };
    const removal = kind.remove({ properties: kind.parse(event.ResourceProperties), physicalId });
    await (physicalId === HALF_MADE ? removal.catch(leave) : removal);
    return { physicalId };
  }
  const properties = kind.parse(event.ResourceProperties);
  begins();
  if (event.RequestType === 'Create') return kind.ensure({ properties });
  const made = ![NEVER_MADE, HALF_MADE].includes(event.PhysicalResourceId);
  return kind.ensure({ properties, oldProperties: kind.parse(event.OldResourceProperties), physicalId: made ? event.PhysicalResourceId : undefined });
}

/** What could not be made, for the same reason perhaps cannot be removed: that must not keep a stack from rolling back. */
function leave(error: unknown): void {
  console.error(JSON.stringify({ left: 'what was made half', because: messageOf(error) }));
}

/** Each type of custom resource has a heading of its own. */
function pageOf(resourceType: string): string {
  return errorPage(resourceType.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function shortened(reason: string): string {
  return Buffer.byteLength(reason) <= LONGEST_REASON ? reason : `${Buffer.from(reason).subarray(0, LONGEST_REASON).toString()} ... (the rest is in the log)`;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html */
async function respond(event: CloudFormationCustomResourceEvent, answer: object): Promise<void> {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = event;
  const body = JSON.stringify({ StackId, RequestId, LogicalResourceId, ...answer });
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(ResponseURL, { method: 'PUT', body, headers: { 'content-type': '' } });
      if (response.ok) return;
      throw new Error(`CloudFormation answered ${response.status}`);
    } catch (error) {
      if (attempt === 5) throw error;
      await pause(attempt * 1000);
    }
  }
}
