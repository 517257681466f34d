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

  - name: the handlers that make accounts set contacts
    who: { account: management, role: '<prefix>/handlers/*Handlerorganization*', except: '<prefix>/handlers/*-management-services-*' }
    does: [account:GetAlternateContact, account:PutAlternateContact]
    on: { account: management, arn: 'arn:aws:account::<management.id>:account/<organization>/<production.id>' }
    expect: allow
    by: [identity]
    why: each account has contacts of its own

  - name: no handler takes a contact away, or changes an account's address or regions
    who: { account: management, role: '<prefix>/handlers/*' }
    does: [account:DeleteAlternateContact, account:StartPrimaryEmailUpdate, account:PutContactInformation, account:DisableRegion]
    on: { account: management, arn: 'arn:aws:account::<management.id>:account/<organization>/<production.id>' }
    expect: deny
    by: [identity]
    why: an account without a contact hears nothing
`;

test('the handlers register exactly the accounts and services of the table, and set contacts and nothing else of an account', async () => {
  // WHEN
  const report = await accessMatrix(acmeAssembly(), [casesIn(CASES)], { simulator: SIMULATOR });
  // THEN
  expect(report.failures).toEqual([]);
  expect(emptyLines(report)).toEqual([]);
  expect(report.cases).toBeGreaterThan(50);
}, 300_000);
