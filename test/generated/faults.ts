import { Configuration, idOf } from './landing-zones';

/** A configuration to break: the same plain data, to be written to, and a registry that may become any text. */
export type Breakable = { -readonly [K in keyof Configuration]: any };

/** Something that can be wrong: how it comes about, and what the error has to say of it. */
export interface Fault {
  readonly name: string;
  /** Faults of one place exclude each other: one would hide the other, or undo it. */
  readonly place: string;
  /** @returns what the message has to hold: where, what was got, and what to do instead; in this order */
  readonly put: (configuration: Breakable) => string[];
}

const zoneOf = (configuration: Breakable) => configuration.ids.join('/');

function prop(key: keyof Configuration, what: string, value: unknown, instead = 'write '): (configuration: Breakable) => string[] {
  return configuration => {
    configuration[key] = value;
    return [`${zoneOf(configuration)}: ${what}: got ${JSON.stringify(value)}`, 'expected ', instead];
  };
}

function region(value: string | ((home: string) => string), instead = 'write '): (configuration: Breakable) => string[] {
  return configuration => {
    const name = typeof value === 'string' ? value : value(configuration.homeRegion);
    configuration.additionalRegions = [...configuration.additionalRegions, name];
    return [`${zoneOf(configuration)}: additionalRegions: got ${JSON.stringify(name)}`, 'expected ', instead];
  };
}

/** One more environment, in a place that no other has. */
function environment(account: string, more: object, what: string, got: unknown, at = account): (configuration: Breakable) => string[] {
  return configuration => {
    configuration.environments = [...configuration.environments, { account, environmentType: 0, ...more }];
    return [`${zoneOf(configuration)}/${at}: ${what}: got ${JSON.stringify(got)}`, 'expected ', 'write '];
  };
}

function sandbox(name: string, what: 'expires' | 'owner' | 'monthlyBudget' | 'generation', value: unknown): Fault {
  const account = `sandbox-qz-${what.toLowerCase()}`;
  const options = { expires: '2027-01-31', owner: 'jane@acme.com', [what]: value };
  return { name, place: account, put: environment(account, { sandbox: options }, what, value) };
}

/** An entry of the registry that contradicts another; the error names the file. */
function registered(what: string, entry: (configuration: Breakable) => object, got: unknown): (configuration: Breakable) => string[] {
  return configuration => {
    const { registry } = configuration;
    configuration.registry = { ...registry, accounts: [...registry.accounts, entry(configuration)] };
    return [`accounts.json: registry: account ${what}: got ${JSON.stringify(got)}`, 'expected ', 'run "cloud-platform accounts sync"'];
  };
}

function registryText(text: string, says: string): (configuration: Breakable) => string[] {
  return configuration => {
    configuration.registry = text;
    return [`accounts.json: ${says}`, 'expected ', '; '];
  };
}

export const FAULTS: Fault[] = [
  { name: 'bad domain', place: 'domain', put: prop('domainName', 'domainName', 'Acme') },
  { name: 'domain with an empty label', place: 'domain', put: prop('domainName', 'domainName', 'acme..com') },
  { name: 'domain with a number at its end', place: 'domain', put: prop('domainName', 'domainName', 'acme.1') },
  { name: 'bad prefix', place: 'prefix', put: prop('prefix', 'prefix', 'Acme_') },
  { name: 'reserved prefix', place: 'prefix', put: prop('prefix', 'prefix', 'aws-acme') },
  { name: 'prefix too long', place: 'prefix', put: prop('prefix', 'prefix', 'a'.repeat(21)) },
  { name: 'bad qualifier', place: 'qualifier', put: prop('bootstrapQualifier', 'bootstrapQualifier', 'too-long-and-hyphens') },
  { name: 'qualifier of applications', place: 'qualifier', put: prop('bootstrapQualifier', 'bootstrapQualifier', 'hnb659fds') },
  { name: 'bad hosted zone', place: 'hosted zone', put: prop('hostedZoneId', 'hostedZoneId', '/hostedzone/x') },
  { name: 'unknown region', place: 'unknown region', put: region('eu-wset-1', 'write "eu-west-1"') },
  { name: 'home region twice', place: 'home region', put: region(home => home) },
  { name: 'region of another partition', place: 'partition', put: region(home => home.startsWith('us-gov') ? 'cn-north-1' : 'us-gov-west-1', 'write a landing zone of its own') },
  {
    name: 'bad unit mapping',
    place: 'units',
    put: configuration => {
      configuration.organizationalUnits = { ...configuration.organizationalUnits, Sandboxx: 'X' };
      return [`${zoneOf(configuration)}: organizationalUnits: got "Sandboxx"`, 'expected one of ', 'write "Sandbox"'];
    },
  },
  {
    name: 'unit without a name',
    place: 'units',
    put: configuration => {
      configuration.organizationalUnits = { ...configuration.organizationalUnits, Quarantine: 'A//B' };
      return [`${zoneOf(configuration)}: organizational unit: got "A//B"`, 'expected ', 'write '];
    },
  },
  { name: 'bad account name', place: 'bad name', put: environment('Shop_EU', {}, 'name', 'Shop_EU') },
  { name: 'account name too long', place: 'long name', put: environment('y'.repeat(31), {}, 'name', 'y'.repeat(31)) },
  { name: 'named like a core account', place: 'core name', put: environment('dns', {}, 'name', 'dns') },
  {
    name: 'name twice',
    place: 'name twice',
    put: configuration => {
      configuration.environments = [...configuration.environments, { account: 'twice-qz', environmentType: 0 }, { account: 'twice-qz', environmentType: 0, subdomain: 'second-qz' }];
      return [`${zoneOf(configuration)}/twice-qz: name: got "twice-qz"`, 'expected a name that no other account has', 'write "twice-qz-2"'];
    },
  },
  { name: 'bad subdomain', place: 'bad subdomain', put: environment('sub-qz', { subdomain: 'under_score' }, 'subdomain', 'under_score') },
  {
    name: 'zone below another one',
    place: 'zone below',
    put: configuration => {
      configuration.environments = [...configuration.environments, { account: 'upper-qz', environmentType: 0 }, { account: 'lower-qz', environmentType: 0, subdomain: 'x.upper-qz' }];
      return [`${zoneOf(configuration)}/lower-qz: zone name: got "x.upper-qz.`, 'expected a name that is not below another environment\'s', 'write another subdomain'];
    },
  },
  {
    name: 'e-mail twice',
    place: 'e-mail',
    put: configuration => {
      configuration.oddEmails = { ...configuration.oddEmails, 'mail-a': 'same@acme.com', 'mail-b': 'Same@acme.com' };
      configuration.environments = [...configuration.environments, { account: 'mail-a', environmentType: 0 }, { account: 'mail-b', environmentType: 0 }];
      return [`${zoneOf(configuration)}/mail-b: e-mail: got "same@acme.com"`, 'expected one of its own', 'write another address'];
    },
  },
  {
    name: 'e-mail too long',
    place: 'long e-mail',
    put: configuration => {
      const address = `${'x'.repeat(60)}@acme.com`;
      configuration.oddEmails = { ...configuration.oddEmails, 'mail-c': address };
      configuration.environments = [...configuration.environments, { account: 'mail-c', environmentType: 0 }];
      return [`${zoneOf(configuration)}/mail-c: e-mail: got "${address}"`, 'expected at most 64 characters', 'write AccountEmail.explicit('];
    },
  },
  {
    name: 'e-mail that is not the registry\'s',
    place: 'registry',
    put: configuration => {
      configuration.environments = [...configuration.environments, { account: 'mail-d', environmentType: 0 }];
      registered('', () => ({ name: 'mail-d', id: idOf(700), email: 'older@acme.com', slot: 700, status: 'ACTIVE' }), '')(configuration);
      return [`${zoneOf(configuration)}/mail-d: e-mail: got "`, 'expected older@acme.com, which the account has in ', 'write AccountEmail.explicit('];
    },
  },
  sandbox('no date', 'expires', '2027-02-30'),
  sandbox('bad owner', 'owner', 'jane'),
  sandbox('bad budget', 'monthlyBudget', 0),
  sandbox('bad generation', 'generation', 1.5),
  { name: 'id of 11 digits', place: 'registry', put: registered('qz-id: id', () => ({ name: 'qz-id', id: '20000000001', status: 'ACTIVE' }), '20000000001') },
  { name: 'id as a number', place: 'registry', put: registered('qz-id: id', () => ({ name: 'qz-id', id: 200000000999, status: 'ACTIVE' }), 200000000999) },
  { name: 'slot twice', place: 'registry', put: registered('qz-slot: slot', () => ({ name: 'qz-slot', slot: 0 }), 0) },
  { name: 'id twice', place: 'registry', put: registered('qz-twice: id', () => ({ name: 'qz-twice', id: idOf(0), status: 'ACTIVE' }), idOf(0)) },
  { name: 'unknown status', place: 'registry', put: registered('qz-status: status', () => ({ name: 'qz-status', id: idOf(701), status: 'GONE' }), 'GONE') },
  {
    name: 'account that only disappears',
    place: 'registry',
    put: configuration => {
      registered('', () => ({ name: 'gone-qz', id: idOf(702), slot: 702, status: 'ACTIVE' }), '')(configuration);
      return [`${zoneOf(configuration)}: account gone-qz: got nothing`, 'expected ', 'detachedAccounts: [\'gone-qz\']'];
    },
  },
  { name: 'registry cut off', place: 'registry', put: registryText('{"version": 1, "accounts": [', 'registry: got ') },
  { name: 'registry of another shape', place: 'registry', put: registryText('[]', 'registry: got []') },
  { name: 'newer registry', place: 'registry', put: registryText('{"version": 2, "accounts": []}', 'version of the registry: got 2') },
  { name: 'malformed units', place: 'registry', put: registryText('{"version": 1, "accounts": [], "organizationalUnits": {}}', 'registry: organizationalUnits: got {}') },
];
