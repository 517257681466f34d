import { AccountEmail } from '../accounts/account-email';
import { domainNameFault } from '../private/domain-names';
import { Problems } from '../private/problems';

/** What receivers do with mail that claims to come from a domain and does not. */
export enum DmarcPolicy {
  /** Deliver it, and report it where that was asked for. */
  NONE = 'none',
  /** Treat it as suspicious. */
  QUARANTINE = 'quarantine',
  /** Refuse it. */
  REJECT = 'reject',
}

/** A server that takes a domain's mail. */
export interface MailServer {
  /** Its name, such as `smtp.google.com`. */
  readonly host: string;
  /**
   * A number from 0 to 65535; the server with the lowest is asked first.
   *
   * @default 10
   */
  readonly priority?: number;
}

/** Options of `MailPolicy.of`. */
export interface MailPolicyOptions {
  /**
   * Who takes the domain's mail.
   *
   * @default - nobody: the null MX of RFC 7505
   */
  readonly servers?: MailServer[];
  /**
   * Mechanisms of SPF for whoever sends in the domain's name, such as `include:_spf.google.com`; all others fail.
   *
   * @default - nobody
   */
  readonly senders?: string[];
  /**
   * What becomes of forged mail, of the domain and of all its subdomains. A subdomain's own mail is not the domain's: SPF and DKIM have to name exactly
   * the domain, or an environment that may send could pass for the company.
   *
   * @default DmarcPolicy.REJECT
   */
  readonly dmarc?: DmarcPolicy;
  /**
   * E-mail address for DMARC's daily reports. One of another domain has to agree, by a record of its own.
   *
   * @default - no reports
   */
  readonly dmarcReports?: string;
  /**
   * Id of the domain's MTA-STS policy, a new one with each change of it: letters and digits. The policy itself is a file at
   * `https://mta-sts.<domain>/.well-known/mta-sts.txt`, which is not made here.
   *
   * @default - no MTA-STS
   */
  readonly mtaStsId?: string;
  /**
   * E-mail address for reports about mail that could not be delivered under TLS (TLS-RPT).
   *
   * @default - no reports
   */
  readonly tlsReports?: string;
}

/** A record set that a policy asks for. */
export interface PolicyRecord {
  /** Name of the record set below the domain; empty for the domain itself. */
  readonly name: string;
  /** What the record set holds. */
  readonly type: 'MX' | 'TXT';
  /** Its values: of MX the priority before each server, of TXT each text without quotes. */
  readonly values: string[];
}

/** Mechanisms that make a receiver ask DNS again; RFC 7208 lets it stop after ten. */
const ASKS_DNS = /^[+~?-]?(include:|a$|a[:/]|mx$|mx[:/]|ptr|exists:|redirect=)/;

/** What a root domain says of its mail: MX, SPF, DMARC, MTA-STS and TLS-RPT. */
export class MailPolicy {
  /** It sends and receives none, and says so: null MX, SPF and DMARC that refuse everything. */
  public static none(): MailPolicy {
    return new MailPolicy({});
  }

  /** The domain's records for mail are somebody else's, and left alone. */
  public static unmanaged(): MailPolicy {
    return new MailPolicy(undefined);
  }

  /** A policy of one's own. Whatever is not said refuses. */
  public static of(options: MailPolicyOptions): MailPolicy {
    return new MailPolicy(options);
  }

  private constructor(private readonly options?: MailPolicyOptions) {}

  /** @internal */
  public get _records(): PolicyRecord[] {
    if (!this.options) return [];
    const { servers = [], senders = [], dmarc = DmarcPolicy.REJECT, dmarcReports, mtaStsId, tlsReports } = this.options;
    const text = (name: string, value: string): PolicyRecord => ({ name, type: 'TXT', values: [value] });
    return [
      { name: '', type: 'MX', values: servers.length ? servers.map(({ host, priority = 10 }) => `${priority} ${host}.`) : ['0 .'] },
      text('', ['v=spf1', ...senders, '-all'].join(' ')),
      text('_dmarc', `v=DMARC1; p=${dmarc}; sp=${dmarc}; adkim=s; aspf=s${dmarcReports ? `; rua=mailto:${dmarcReports}` : ''}`),
      ...mtaStsId === undefined ? [] : [text('_mta-sts', `v=STSv1; id=${mtaStsId};`)],
      ...tlsReports === undefined ? [] : [text('_smtp._tls', `v=TLSRPTv1; rua=mailto:${tlsReports}`)],
    ];
  }

  /** @internal */
  public _check(problems: Problems, path: string): void {
    const { servers = [], senders = [], dmarcReports, mtaStsId, tlsReports } = this.options ?? {};
    for (const { host, priority = 10 } of servers) {
      const fault = domainNameFault(host);
      if (fault) problems.add(path, 'mail server', host, fault, '"smtp.google.com", without a dot at the end');
      if (!Number.isInteger(priority) || priority < 0 || priority > 65535) problems.add(path, 'priority of a mail server', priority, '0 to 65535', '10');
    }
    for (const sender of senders) {
      if (/\s|"|^$/.test(sender) || /^(v=spf1|[+~?-]?all)$/i.test(sender)) {
        problems.add(path, 'mail sender', sender, 'one mechanism of SPF, and not the version or "all", which are written anyway', '"include:_spf.google.com"');
      }
    }
    const lookups = senders.filter(sender => ASKS_DNS.test(sender)).length;
    if (lookups > 10) problems.add(path, 'mail senders', lookups, 'at most ten that make a receiver ask DNS (RFC 7208, 4.6.4)', 'addresses, ip4:192.0.2.0/24, for some of them');
    for (const [what, address] of Object.entries({ dmarcReports, tlsReports })) {
      const fault = address === undefined ? undefined : AccountEmail._fault(address);
      if (fault) problems.add(path, what, address, fault, '"postmaster@example.com"');
    }
    if (mtaStsId !== undefined && !/^[A-Za-z0-9]{1,32}$/.test(mtaStsId)) problems.add(path, 'mtaStsId', mtaStsId, '1 to 32 letters and digits', '"20270101"');
    if (mtaStsId !== undefined && !servers.length) problems.add(path, 'mtaStsId', mtaStsId, 'servers that take the mail', 'servers: [{ host: ... }], or no mtaStsId');
  }
}
