import { ChildProcess, fork } from 'child_process';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { join } from 'path';
import { setTimeout as delay } from 'timers/promises';
import type { AwsCall } from '../../local/faults/aws-call';
import { Disturbance, FaultProxy } from '../../local/faults/fault-proxy';

/** What a handler answered to CloudFormation. */
export interface Answer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly PhysicalResourceId: string;
  readonly Reason?: string;
  readonly Data?: Record<string, string>;
}

/** What CloudFormation asks for. */
export interface Request {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResourceProperties: object;
  readonly OldResourceProperties?: object;
  readonly PhysicalResourceId?: string;
}

export interface Ran {
  /** Absent if the process was killed before it had answered. */
  readonly answer?: Answer;
  readonly calls: AwsCall[];
  /** Whether what was to go wrong did. */
  readonly disturbed: boolean;
  /** Calls after the answer: they would meet what CloudFormation does next. */
  readonly astray: string[];
}

export interface Called {
  /** Path of the function's one file. */
  readonly bundle: string;
  readonly type: string;
  readonly account: string;
  readonly request: Request;
}

/** Runs handlers as Lambda does, in a process of their own, with a fault proxy between them and AWS. One at a time. */
export class Lambda {
  public static async before(endpoint: string): Promise<Lambda> {
    const lambda = new Lambda();
    await new Promise<void>(done => lambda.inbox.listen(0, '127.0.0.1', done));
    lambda.proxy = await FaultProxy.before(endpoint, `http://127.0.0.1:${(lambda.inbox.address() as AddressInfo).port}`);
    return lambda;
  }

  private proxy!: FaultProxy;
  private process = started();
  /** So that a new one is there when one was killed. */
  private next = started();
  private runs = 0;
  private readonly answers = new Map<string, Answer>();
  /** Where CloudFormation takes answers: the first one counts. */
  private readonly inbox: Server = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => { body += chunk; });
    request.on('end', () => {
      if (!this.answers.has(request.url!)) this.answers.set(request.url!, JSON.parse(body));
      response.end();
    });
  });

  private constructor() {}

  public async run({ bundle, type, account, request }: Called, disturbance?: Omit<Disturbance, 'kill'>): Promise<Ran> {
    const path = `/answer/${++this.runs}`;
    const { process: child } = this;
    await child.ready;
    this.proxy.begin(disturbance && { ...disturbance, kill: () => this.kill() });
    const ended = child.answer();
    child.send({
      bundle,
      environment: {
        AWS_ENDPOINT_URL: this.proxy.endpoint, AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'embedded', AWS_SESSION_TOKEN: '',
      },
      event: {
        StackId: `arn:aws:cloudformation:eu-west-1:${account}:stack/faults/1`,
        RequestId: `request-${this.runs}`,
        LogicalResourceId: 'Row',
        ResourceType: type,
        ServiceToken: `arn:aws:lambda:eu-west-1:${account}:function:handler`,
        ResponseURL: `${this.proxy.endpoint}${path}`,
        ...request,
      },
    });
    const error = await ended;
    await this.proxy.settled();
    if (error) throw new Error(`the handler ended without an answer: ${error}`);
    const answer = this.answers.get(path);
    // a process in which something still runs would go on with it
    if (answer?.Status === 'FAILED') await delay(50);
    const calls = [...this.proxy.calls];
    const answered = calls.map(({ protocol }) => protocol).lastIndexOf('none');
    const astray = answer ? calls.slice(answered + 1).map(({ service, operation }) => `${service} ${operation}`) : [];
    return { answer, calls, disturbed: this.proxy.disturbed, astray };
  }

  public async close(): Promise<void> {
    await Promise.all([this.process.end(), this.next.end()]);
    await this.proxy.close();
    this.inbox.closeAllConnections();
    await new Promise(done => this.inbox.close(done));
  }

  private async kill(): Promise<void> {
    await this.process.end();
    this.process = this.next;
    this.next = started();
  }
}

interface Process {
  readonly ready: Promise<unknown>;
  send(message: object): void;
  /** Of the next message: the error that the handler threw. Nothing too if the process ends. */
  answer(): Promise<string | undefined>;
  /** By SIGKILL. */
  end(): Promise<void>;
}

function started(): Process {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
  const child: ChildProcess = fork(join(__dirname, 'handler-process.cjs'), {
    execArgv: ['--no-warnings'],
    env: { ...environment, AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: join(__dirname, 'no-config'), AWS_SHARED_CREDENTIALS_FILE: join(__dirname, 'no-credentials') },
  });
  const exited = new Promise<void>(done => child.once('exit', () => done()));
  const answer = () => Promise.race([new Promise<string | undefined>(done => child.once('message', (message: { error?: string }) => done(message.error))), exited.then(() => undefined)]);
  return {
    ready: answer(),
    send: message => { child.send(message); },
    answer,
    end: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
