import type { FindingTarget } from './finding-target';

/** What is wrong with one: what, what was got, what was expected, what to write instead. */
export function targetFaults({ _definition: target }: FindingTarget): [string, unknown, string, string][] {
  switch (target.kind) {
    case 'email': {
      const faults = target.addresses.filter(address => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address))
        .map((address): [string, unknown, string, string] => ['e-mail', address, 'an e-mail address', '"security@example.com"']);
      return target.addresses.length ? faults : [['e-mail', target.addresses, 'at least one address', '"security@example.com"']];
    }
    case 'slack': return [
      ...!/^T[A-Z0-9]{1,255}$/.test(target.workspaceId) ? [fault('workspaceId', target.workspaceId, 'the id of a workspace of Slack', '"T0123ABCDEF"')] : [],
      ...!/^[A-Za-z0-9]{1,256}$/.test(target.channelId) ? [fault('channelId', target.channelId, 'the id of a channel, not its name', '"C0123ABCDEF"')] : [],
    ];
    case 'https': {
      const { findingsPerSecond = 10 } = target;
      return [
        ...!/^https:\/\/[^\s/]+\S*$/.test(target.url) ? [fault('url', target.url, 'a URL of https', '"https://tickets.example.com/api"')] : [],
        ...target.secretVersion !== undefined && !/^[\w-]{32,64}$/.test(target.secretVersion)
          ? [fault('secretVersion', '(not shown: it may be the secret)', 'the id of a version of the secret', '"1234abcd-12ab-34cd-56ef-1234567890ab"')] : [],
        ...target.headerName !== undefined && !/^[\w-]{1,512}$/.test(target.headerName)
          ? [fault('headerName', target.headerName, 'the name of a header', '"Authorization"')] : [],
        ...!(Number.isInteger(findingsPerSecond) && findingsPerSecond >= 1 && findingsPerSecond <= 300)
          ? [fault('findingsPerSecond', findingsPerSecond, 'a whole number, 1 to 300', '10')] : [],
      ];
    }
  }
}

function fault(what: string, got: unknown, expected: string, instead: string): [string, unknown, string, string] {
  return [what, got, expected, instead];
}
