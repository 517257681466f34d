import { isIP } from 'net';
import { Duration } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type { DnsAccount } from './dns-account';
import { asciiName, domainNameFault } from '../private/domain-names';
import { parameterValue } from '../private/parameter-value';
import { Platform } from '../private/platform';

/** Records change more often than zones: they stand in a stack of their own. */
const PART = 'records';
const DEFAULT_TTL = Duration.minutes(5);
const LABEL = /^(\*|[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?)$/;
/** A string of a TXT record has at most 255 octets; a longer text is several. */
const STRING_LENGTH = 255;

/** A zone of the dns account that records are written into. */
export interface RecordedZone {
  readonly domainName: string;
  /** Parameter that holds the zone's id. */
  readonly _zoneIdParameter: string;
  /** A name that is not its owner's to give. */
  readonly _reservedName?: string;
}

interface RecordSet {
  readonly type: string;
  readonly values: string[];
  record?: route53.CfnRecordSet;
}

/** The record sets of a zone: one for each name and type, whoever adds to it. */
export class DomainRecords {
  /** By name relative to the domain, then by type. */
  private readonly sets = new Map<string, Map<string, RecordSet>>();

  public constructor(private readonly account: DnsAccount, private readonly domain: RecordedZone) {}

  /** Names in full, without the domain's own. */
  public get names(): string[] {
    return [...this.sets.keys()].filter(Boolean).map(name => `${name}.${this.domain.domainName}`);
  }

  public addAddresses(name: string, addresses: string[], ttl?: Duration): void {
    for (const address of addresses.filter(one => !isIP(one))) {
      Platform.of(this.account).problems.add(this.path, `address of ${name || '@'}`, address, 'an IPv4 or IPv6 address', '"192.0.2.1"');
    }
    for (const [type, version] of [['A', 4], ['AAAA', 6]] as const) {
      const values = addresses.filter(address => isIP(address) === version);
      if (values.length) this.add(name, type, values, ttl);
    }
  }

  public addCanonicalName(name: string, target: string, ttl?: Duration): void {
    const { problems } = Platform.of(this.account);
    const ascii = asciiName(target);
    const fault = /(^|\.)_/.test(ascii) ? undefined : domainNameFault(ascii);
    if (fault) problems.add(this.path, `canonical name of ${name}`, target, fault, '"shop.example.com", without a dot at the end');
    this.add(name, 'CNAME', [`${ascii}.`], ttl);
  }

  public addTexts(name: string, texts: string[], ttl?: Duration): void {
    this.add(name, 'TXT', texts.map(quoted), ttl);
  }

  public add(said: string, type: string, values: string[], ttl = DEFAULT_TTL): void {
    const name = this.checkedName(said);
    if (name === undefined) return;
    const ofName = this.sets.get(name) ?? new Map<string, RecordSet>();
    this.sets.set(name, ofName);
    const set = ofName.get(type) ?? { type, values: [] };
    ofName.set(type, set);
    set.values.push(...values.filter(value => !set.values.includes(value)));
    this.checkCanonicalName(name, ofName);
    const where = { region: Platform.of(this.account).homeRegion, part: PART };
    this.account._build(where, stack => {
      set.record ??= new route53.CfnRecordSet(stack, `${this.domain.domainName}-${name || '@'}-${type}`, {
        hostedZoneId: parameterValue(stack, this.domain._zoneIdParameter),
        name: `${name && `${name}.`}${this.domain.domainName}.`,
        type,
        ttl: String(ttl.toSeconds()),
      });
      set.record.resourceRecords = [...set.values];
    });
  }

  private get path(): string {
    return `${this.account.node.path}/${this.domain.domainName}`;
  }

  private checkedName(said: string): string | undefined {
    const { problems } = Platform.of(this.account);
    const name = said === '@' ? '' : asciiName(said);
    const { domainName } = this.domain;
    if (name === domainName || name.endsWith(`.${domainName}`) || name.endsWith('.')) {
      const relative = name.replace(/\.$/, '').slice(0, -domainName.length - 1);
      problems.add(this.path, 'name of a record', said, `a name relative to ${domainName}`, `"${relative}"`);
    } else if (name && !name.split('.').every((label, index) => LABEL.test(label) && (label !== '*' || index === 0)) || name.length + domainName.length > 252) {
      problems.add(this.path, 'name of a record', said, 'labels of 1 to 63 lower-case letters, digits, hyphens and underscores, 253 characters with the domain', '"www"');
    } else if (name === this.domain._reservedName) {
      problems.add(this.path, 'name of a record', said, 'another name: bounces of mail come back to it', '"www"');
    } else {
      return name;
    }
    return undefined;
  }

  /** A name that stands for another one has nothing of its own. */
  private checkCanonicalName(name: string, ofName: Map<string, RecordSet>): void {
    const own = ofName.get('CNAME');
    if (!own || name && ofName.size === 1 && own.values.length === 1) return;
    Platform.of(this.account).problems.add(this.path, `records of ${name || '@'}`, [...ofName.keys()].join(', '),
      name ? 'one canonical name and nothing else, or no canonical name' : 'no canonical name: the domain itself has NS and SOA records',
      name ? 'another name for one of them' : 'addAddresses, or a record of your own that is an alias');
  }
}

/** As Route 53 takes it: strings in quotes, and in them octal numbers for what is not plain. */
function quoted(text: string): string {
  const bytes = Buffer.from(text);
  const strings: string[] = [];
  for (let start = 0; start === 0 || start < bytes.length; start += STRING_LENGTH) {
    strings.push([...bytes.subarray(start, start + STRING_LENGTH)].map(shown).join(''));
  }
  return strings.map(one => `"${one}"`).join(' ');
}

function shown(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character === '"' || character === '\\') return `\\${character}`;
  return byte >= 32 && byte < 127 ? character : `\\${byte.toString(8).padStart(3, '0')}`;
}
