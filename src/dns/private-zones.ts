import type { DnsAccount } from './dns-account';
import { PrivateZone, PrivateZoneOptions } from './private-zone';
import type { PlannedPrivateZone } from '../plan/platform-json';
import { asciiName, domainNameFault, isBelow } from '../private/domain-names';
import { Platform } from '../private/platform';
import { Problems } from '../private/problems';

/** The private zones of the dns account, by name. */
export class PrivateZones {
  private readonly zones = new Map<string, PrivateZone>();

  public constructor(private readonly account: DnsAccount) {
    // environments come later, and with them their names
    account.node.addValidation({ validate: () => this.shadows() });
  }

  /** Undefined for none. */
  public get planned(): PlannedPrivateZone[] | undefined {
    const { accountName: account } = this.account;
    const planned = [...this.zones.values()].map(({ zoneName, _sharedWith: sharedWith }) => ({ zoneName, account, sharedWith }));
    return planned.length ? planned : undefined;
  }

  public add(said: string, { sharedWith = [] }: PrivateZoneOptions): PrivateZone {
    const { problems, homeRegion } = Platform.of(this.account);
    const { path } = this.account.node;
    const name = asciiName(said);
    const fault = domainNameFault(name);
    if (fault) problems.add(path, 'private zone', said, fault, '"internal.example.com"');
    const known = this.zones.get(name);
    if (known) problems.add(path, 'private zone', said, 'each zone once', 'the one that is there: addPrivateZone returned it, and shareWith shares it');
    // CDK itself throws at such a name, and would hide what else is wrong
    const zone = known ?? new PrivateZone(this.account, fault ? 'internal.example.com' : name);
    if (!known && !fault) {
      this.zones.set(name, zone);
      this.account._build({ region: homeRegion }, () => zone.hostedZone);
    }
    for (const environment of fault ? [] : sharedWith) zone.shareWith(environment);
    return zone;
  }

  /** A VPC asks the private zone alone for all names at and below its own: a public zone there would be gone for it. */
  private shadows(): string[] {
    const problems = new Problems();
    const platform = Platform.of(this.account);
    const names = platform.accounts.flatMap(account => 'zoneName' in account ? [String(account.zoneName)] : []);
    const publicNames = [...platform.dns._domains.keys(), ...names];
    for (const { zoneName } of this.zones.values()) {
      const hidden = publicNames.find(name => name === zoneName || isBelow(name, zoneName));
      if (hidden) {
        problems.add(this.account.node.path, 'private zone', zoneName, `a name that is neither that of a public zone nor above one: ${hidden} would be gone for every VPC that asks it`,
          `"internal.${zoneName}"`);
      }
    }
    return problems.validate();
  }
}
