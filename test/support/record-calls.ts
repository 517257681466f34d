import { record, serviceName, sourceOf } from './recordings';

/** What the SDK's `send` gets. */
interface Command {
  readonly input: object;
  /** The operation's schema: its name stands third. */
  readonly schema: [number, string, string, ...unknown[]];
}
type Send = (this: { config: { serviceId: string } }, command: Command, ...rest: unknown[]) => unknown;

/** Every call of an SDK client in any test is written down; what a real client is answered with is not a fake's. */
jest.mock('@smithy/core/client', () => {
  const actual = jest.requireActual('@smithy/core/client');
  const { prototype } = actual.Client;
  const send: Send = prototype.send;
  prototype.send = function (command, ...rest) {
    remember(this, command);
    return send.call(this, command, ...rest);
  } satisfies Send;
  return actual;
});

/** The same for clients that a test has mocked, and for the answers that it gives. */
jest.mock('aws-sdk-client-mock', () => {
  const actual = jest.requireActual('aws-sdk-client-mock');
  return {
    ...actual,
    mockClient: (client: any, options: unknown) => {
      const mocked = actual.mockClient(client, options);
      const target = client.send === undefined ? client.prototype : client;
      target.send = Object.assign(function (command, ...rest) {
        const call = remember(this, command);
        const answer = mocked.send.call(this, command, ...rest);
        // a mock that was told nothing answers nothing
        if (answer !== undefined) {
          Promise.resolve(answer as any).then(
            ({ $metadata, ...output }) => record({ ...call, side: 'output', value: output }),
            ({ name }: Error) => record({ ...call, side: 'error', value: name }),
          );
        }
        return answer;
      } satisfies Send, { restore: () => mocked.send.restore() });
      return mocked;
    },
  };
});

function remember({ config }: { config: { serviceId: string } }, { input, schema }: Command) {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const call = { service: serviceName(config.serviceId), operation: schema[2], source: sourceOf(new Error().stack!) };
  Error.stackTraceLimit = limit;
  record({ ...call, side: 'input', value: input });
  return call;
}
