import { Token } from 'aws-cdk-lib';
import { isOptIn, partitionOf, REGION_NAMES } from './aws-regions';
import type { RegisteredPlatform } from './registry-file';
import { nearest } from '../private/nearest';
import { Problems } from '../private/problems';

/** DNSSEC keys, CloudFront certificates and query logs exist only here: it is bootstrapped whatever regions are governed. */
const GLOBAL_SERVICES_REGION = 'us-east-1';

/** The regions that a landing zone governs. */
export class GovernedRegions {
  public readonly partition: string;
  /** Home region first, each once. */
  public readonly all: string[];
  /** Those that hold stacks: the governed ones, and us-east-1, which global services need. */
  public readonly deployable: string[];
  /** Those, and the ones that are given up where something still stands. */
  public readonly bootstrapped: string[];
  /** Those that everybody may use. A new one is closed to all but the platform until the tool has seen that what the platform needs stands there. */
  public readonly open: string[];
  /** Those an account has to opt in to before it can use them. */
  public readonly optIn: string[];
  /** Those that were governed and are given up. */
  public readonly removed: string[];

  /** @param made what the registry remembers; undefined as long as nothing was made */
  public constructor(
    problems: Problems, path: string, public readonly home: string, additional: string[], removed: string[], made?: RegisteredPlatform,
  ) {
    check(problems, path, 'homeRegion', home);
    this.partition = partitionOf(home);
    additional.forEach((region, index) => {
      if (!check(problems, path, 'additionalRegions', region)) return;
      if (region === home || additional.indexOf(region) < index) {
        problems.add(path, 'additionalRegions', region, 'each region once, the home region not among them', 'it once');
      } else if (partitionOf(region) !== this.partition) {
        problems.add(path, 'additionalRegions', region, `a region of the home region's partition, ${this.partition}`, 'a landing zone of its own for it');
      }
    });
    this.all = [...new Set([home, ...additional])];
    this.removed = removed;
    for (const region of removed) {
      if (this.all.includes(region)) problems.add(path, 'removedRegions', region, 'a region that is not governed', 'it either here or in additionalRegions');
      else check(problems, path, 'removedRegions', region);
    }
    this.deployable = this.partition === 'aws' ? [...new Set([...this.all, GLOBAL_SERVICES_REGION])] : this.all;
    this.bootstrapped = [...new Set([...this.deployable, ...removed.filter(region => made?.regions.includes(region))])];
    this.open = this.all.filter(region => region === home || !made || made.regions.includes(region) && !made.closedRegions?.includes(region));
    this.optIn = this.all.filter(isOptIn);
  }

  public get additional(): string[] {
    return this.all.slice(1);
  }
}

function check(problems: Problems, path: string, what: string, region: string): boolean {
  if (REGION_NAMES.includes(region)) return true;
  const guess = Token.isUnresolved(region) ? undefined : nearest(String(region), REGION_NAMES);
  problems.add(path, what, region, 'the name of an AWS region', `"${guess ?? 'eu-west-1'}"`);
  return false;
}
