import { acmeAssembly, casesIn, SIMULATOR } from './support/acme';
import { accessMatrix, emptyLines } from '../../src/verify/access/matrix';

const CASES = `
cases:
  - name: the handler of services lets security administer IAM and Access Analyzer
    for: { service: { values: [iam.amazonaws.com, access-analyzer.amazonaws.com] } }
    who: { account: management, role: '<prefix>/handlers/*-management-services-*' }
    does: organizations:RegisterDelegatedAdministrator
    on: { account: management, arn: 'arn:aws:organizations::<management.id>:account/<organization>/<security.id>' }
    with: { organizations:ServicePrincipal: <service> }
    expect: allow
    by: [identity]
    why: an investigation needs that account alone

  - name: no handler lets another account administer them
    for: { account: { accounts: members, except: security }, service: { values: [iam.amazonaws.com, access-analyzer.amazonaws.com] } }
    who: { account: management, role: '<prefix>/handlers/*' }
    does: organizations:RegisterDelegatedAdministrator
    on: { account: management, arn: 'arn:aws:organizations::<management.id>:account/<organization>/<account.id>' }
    with: { organizations:ServicePrincipal: <service> }
    expect: deny
    by: [identity]
    why: who administers a service may act in every account

  - name: no handler lets security administer another service
    for: { service: { values: [sso.amazonaws.com, account.amazonaws.com, member.org.stacksets.cloudformation.amazonaws.com] } }
    who: { account: management, role: '<prefix>/handlers/*' }
    does: organizations:RegisterDelegatedAdministrator
    on: { account: management, arn: 'arn:aws:organizations::<management.id>:account/<organization>/<security.id>' }
    with: { organizations:ServicePrincipal: <service> }
    expect: deny
    by: [identity]
    why: users are the identity account's, contacts and bootstraps the management account's
`;

test('exactly the account and the services of the table can be registered, and by its own handler alone', async () => {
  // WHEN
  const report = await accessMatrix(acmeAssembly(), [casesIn(CASES)], { simulator: SIMULATOR });
  // THEN
  expect(report.failures).toEqual([]);
  expect(emptyLines(report)).toEqual([]);
  expect(report.cases).toBeGreaterThan(50);
}, 300_000);
