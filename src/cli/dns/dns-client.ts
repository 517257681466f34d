import { randomInt } from 'crypto';
import { createSocket } from 'dgram';
import { connect, isIPv6 } from 'net';
import { Answer, decode, DecodedPacket, encode, Packet, RECURSION_DESIRED, RecordType, streamDecode, streamEncode } from 'dns-packet';

/** A server to ask, by address. */
export interface DnsServer {
  readonly address: string;
  readonly port: number;
}

/** What a server said. */
export interface DnsReply {
  /** `NOERROR`, `NXDOMAIN`, `REFUSED`. */
  readonly status: string;
  /** Whether it is a server of the zone, and not one that has heard of it. */
  readonly authoritative: boolean;
  /** Answers, and where it refers to. */
  readonly records: Answer[];
}

/**
 * Asks name servers directly: whom a parent delegates to, and with which DS, is told by no resolver. Node's own knows no DS, and asks nobody in particular.
 */
export class DnsClient {
  /** @param resolver for the addresses of name servers; they are asked at its port */
  public constructor(private readonly resolver: DnsServer, private readonly timeout = 3000, private readonly attempts = 2) {}

  /** Records that a resolver finds. */
  public async find(name: string, type: RecordType): Promise<Answer[]> {
    return (await this.send(this.resolver, name, type, true))?.records.filter(record => record.type === type) ?? [];
  }

  /** Asks the servers of that name one after the other, until one answers; undefined if none does. */
  public async ask(servers: readonly string[], name: string, type: RecordType): Promise<DnsReply | undefined> {
    for (const server of servers) {
      for (const { data } of (await this.find(server, 'A')) as { data: string }[]) {
        const reply = await this.send({ address: data, port: this.resolver.port }, name, type, false);
        if (reply && reply.status !== 'SERVFAIL') return reply;
      }
    }
    return undefined;
  }

  private async send(server: DnsServer, name: string, type: RecordType, recursive: boolean): Promise<DnsReply | undefined> {
    const query: Packet = { type: 'query', id: randomInt(65536), flags: recursive ? RECURSION_DESIRED : 0, questions: [{ type, name }] };
    for (let attempt = 0; attempt < this.attempts; attempt++) {
      const packet = await this.overUdp(server, query);
      const whole = packet && packet.flag_tc ? await this.overTcp(server, query) : packet;
      if (whole) {
        return {
          status: (whole as { rcode?: string }).rcode ?? 'NOERROR',
          authoritative: whole.flag_aa,
          records: [...whole.answers ?? [], ...whole.authorities ?? []],
        };
      }
    }
    return undefined;
  }

  private overUdp({ address, port }: DnsServer, query: Packet): Promise<DecodedPacket | undefined> {
    return new Promise(done => {
      const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
      const end = (packet?: DecodedPacket) => {
        clearTimeout(timer);
        socket.close();
        done(packet);
      };
      const timer = setTimeout(end, this.timeout);
      socket.once('error', () => end());
      socket.on('message', message => {
        const packet = decoded(() => decode(message));
        if (packet?.id === query.id) end(packet);
      });
      socket.send(encode(query), port, address);
    });
  }

  private overTcp({ address, port }: DnsServer, query: Packet): Promise<DecodedPacket | undefined> {
    return new Promise(done => {
      let received = Buffer.alloc(0);
      const socket = connect(port, address, () => socket.write(streamEncode(query)));
      socket.setTimeout(this.timeout, () => socket.destroy());
      socket.once('error', () => socket.destroy());
      socket.on('data', chunk => {
        received = Buffer.concat([received, chunk]);
        if (received.length >= 2 && received.length >= received.readUInt16BE(0) + 2) socket.destroy();
      });
      socket.once('close', () => done(received.length > 2 ? decoded(() => streamDecode(received) as DecodedPacket) : undefined));
    });
  }
}

/** What is no DNS is no answer. */
function decoded(decoding: () => DecodedPacket | null): DecodedPacket | undefined {
  try {
    return decoding() ?? undefined;
  } catch {
    return undefined;
  }
}
