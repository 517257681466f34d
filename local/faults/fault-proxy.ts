import { Agent, createServer, IncomingMessage, request, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { AwsCall, awsCallOf, canSay, refusalOf } from './aws-call';
import type { Fault, Refusal } from './fault';

/** What goes wrong in a run. */
export interface Disturbance {
  readonly fault: Fault;
  /** The number of the call, from 1. */
  readonly at: number;
  /** Counts the calls of this operation alone. */
  readonly of?: string;
  /** Ends whoever calls, at once. */
  readonly kill?: () => void | Promise<void>;
}

interface Received {
  readonly status: number;
  readonly headers: string[];
  readonly body: Buffer;
}

/** A loopback proxy before an endpoint of AWS: counts the calls of a run, and does one thing wrong at one of them. */
export class FaultProxy {
  /** @param unsigned where requests go that nobody signed: they are not for AWS, such as the answer to CloudFormation. They count all the same */
  public static async before(upstream: string, unsigned = upstream): Promise<FaultProxy> {
    const proxy = new FaultProxy(upstream, unsigned);
    await new Promise<void>(resolve => proxy.server.listen(0, '127.0.0.1', 512, resolve));
    return proxy;
  }

  /** The calls of this run, as they came. */
  public readonly calls: AwsCall[] = [];
  private disturbance?: Disturbance;
  private happened = false;
  private later?: Refusal;
  private readonly under = new Set<Promise<void>>();
  private readonly agent = new Agent({ keepAlive: true });
  private readonly server: Server = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => {
    // to a caller whose clock runs faster the time of day would be an error of its own
    response.sendDate = false;
    const work = this.serve(incoming, response).catch(() => { response.destroy(); });
    this.under.add(work);
    void work.finally(() => this.under.delete(work));
  });

  private constructor(private readonly upstream: string, private readonly unsigned: string) {}

  public get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Whether the call came at which something was to go wrong, and AWS could have said so. */
  public get disturbed(): boolean {
    return this.happened;
  }

  /** A new run: counts from 1 again. */
  public begin(disturbance?: Disturbance): void {
    this.calls.length = 0;
    this.happened = false;
    this.later = undefined;
    this.disturbance = disturbance;
  }

  /** Until AWS has answered all that was sent to it, also for a caller that is gone. */
  public async settled(): Promise<void> {
    while (this.under.size) await Promise.all(this.under);
  }

  public async close(): Promise<void> {
    this.server.closeAllConnections();
    this.agent.destroy();
    await new Promise(resolve => this.server.close(resolve));
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const call = awsCallOf(incoming.method!, incoming.url!, incoming.headers, body.toString('latin1'));
    this.calls.push(call);
    // whatever else is down, the one who waits for an answer is not AWS's API
    if (this.later && call.protocol !== 'none') return refuse(response, this.later, call);
    const { fault, kill } = this.isNow(call) ? this.disturbance! : {};
    if (!fault || !possible(fault, call)) return give(response, await this.forward(incoming, body, call));

    this.happened = true;
    this.later = fault.then;
    let own: Received | undefined;
    for (let time = 0; time < fault.reaches; time++) own = await this.forward(incoming, body, call);
    if (fault.kills) await kill?.();
    if (fault.after) await delay(fault.after);
    if (fault.answer === 'own') give(response, own!);
    else if (fault.answer === 'cut') response.destroy();
    else refuse(response, fault.answer, call);
  }

  private isNow({ operation }: AwsCall): boolean {
    const { at, of } = this.disturbance ?? {};
    return at === this.calls.filter(call => !of || call.operation === of).length && (!of || operation === of);
  }

  private forward({ method, url, rawHeaders }: IncomingMessage, body: Buffer, { protocol }: AwsCall): Promise<Received> {
    const { host, hostname, port } = new URL(protocol === 'none' ? this.unsigned : this.upstream);
    const headers = pairs(rawHeaders).filter(([name]) => !/^(host|connection|expect|transfer-encoding|content-length)$/i.test(name)).flat();
    return new Promise((resolve, reject) => {
      const outgoing = request({
        hostname, port, method, path: url, agent: this.agent, headers: [...headers, 'host', host, 'content-length', String(body.length)] as unknown as Record<string, string>,
      }, answer => {
        const chunks: Buffer[] = [];
        answer.on('data', chunk => chunks.push(chunk));
        answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.rawHeaders, body: Buffer.concat(chunks) }));
        answer.on('error', reject);
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
}

/** An error that the service could not answer with does not happen. */
export function possible({ answer }: Fault, call: AwsCall): boolean {
  return answer === 'own' || answer === 'cut' || canSay(answer, call);
}

function give(response: ServerResponse, { status, headers, body }: Received): void {
  const kept = pairs(headers).filter(([name]) => !/^(date|connection|keep-alive|transfer-encoding|content-length)$/i.test(name)).flat();
  response.writeHead(status, [...kept, 'content-length', String(body.length)]);
  response.end(body);
}

function refuse(response: ServerResponse, refusal: Refusal, call: AwsCall): void {
  const { status, headers, body } = refusalOf(refusal, call);
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) }).end(body);
}

function pairs(flat: string[]): [string, string][] {
  return flat.flatMap((name, index) => index % 2 ? [] : [[name, flat[index + 1]] as [string, string]]);
}
