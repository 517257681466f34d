import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

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

/** The entry point of a function that takes care of these kinds of resources. */
export function customResources(kinds: Record<string, ResourceKind<any>>): (event: CloudFormationCustomResourceEvent) => Promise<void> {
  return async event => {
    const { RequestType, ResourceType, LogicalResourceId } = event;
    const physicalId = event.RequestType === 'Create' ? undefined : event.PhysicalResourceId;
    try {
      const kind = kinds[ResourceType];
      if (!kind) throw new Error(`got a resource of type ${ResourceType}, expected one of ${Object.keys(kinds).join(', ')}`);
      const { physicalId: id, attributes } = await serve(kind, event, physicalId);
      console.log(JSON.stringify({ done: RequestType, ResourceType, LogicalResourceId, physicalId: id }));
      await respond(event, { Status: 'SUCCESS', PhysicalResourceId: id, Data: attributes });
    } catch (error) {
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      console.error(JSON.stringify({ failed: RequestType, ResourceType, LogicalResourceId, reason }));
      await respond(event, { Status: 'FAILED', PhysicalResourceId: physicalId ?? NEVER_MADE, Reason: reason });
    }
  };
}

async function serve<P>(kind: ResourceKind<P>, event: CloudFormationCustomResourceEvent, physicalId?: string): Promise<Ensured> {
  if (event.RequestType === 'Delete') {
    if (physicalId !== NEVER_MADE) await kind.remove({ properties: kind.parse(event.ResourceProperties), physicalId: physicalId! });
    return { physicalId: physicalId! };
  }
  return kind.ensure({
    properties: kind.parse(event.ResourceProperties),
    oldProperties: event.RequestType === 'Update' ? kind.parse(event.OldResourceProperties) : undefined,
    physicalId: physicalId === NEVER_MADE ? undefined : physicalId,
  });
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

export function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
