/** Source files that decide something, and the tests that have to notice when they decide otherwise. */
export interface Group {
  readonly name: string;
  /** Globs of sources. */
  readonly mutate: readonly string[];
  /** Globs of tests: those that load quickly, or the run takes days. What only another test would notice counts as survived. */
  readonly tests: readonly string[];
  /** Tests that synthesise: mocha runs them, which loads the CDK once, and jest would anew for each mutant and file. */
  readonly synthesises?: boolean;
}

export const GROUPS: readonly Group[] = [
  {
    name: 'parameters',
    mutate: ['src/aws-api/parameters/parameters.ts', 'src/aws-api/runtime/*.ts'],
    tests: ['test/aws-api/regional-parameter.test.ts', 'test/aws-api/runtime/*.test.ts', 'test/aws-api/delegation-is-exact.test.ts'],
  },
  {
    name: 'organization',
    mutate: ['src/aws-api/organization/*.ts', '!src/aws-api/organization/*.lambda.ts'],
    tests: ['account-*', 'alternate-*', 'delegated-*', 'organiz*', 'resource-*', 'root-*'].map(name => `test/aws-api/${name}.test.ts`),
  },
  {
    name: 'delegations',
    mutate: ['src/aws-api/delegation/*.ts', '!src/aws-api/delegation/*.lambda.ts'],
    tests: ['test/aws-api/delegation-*.test.ts'],
  },
  {
    name: 'directory',
    mutate: ['src/aws-api/directory/*.ts', '!src/aws-api/directory/*.lambda.ts'],
    tests: ['test/aws-api/directory-*.test.ts', 'test/aws-api/permission-set-end.test.ts'],
  },
  {
    name: 'billing',
    mutate: ['src/aws-api/billing/*.ts', 'src/aws-api/control-tower/*.ts', '!src/aws-api/*/*.lambda.ts'],
    tests: ['anomaly-detection', 'cost-allocation-tags', 'identity-center-baseline'].map(name => `test/aws-api/${name}.test.ts`),
  },
  {
    name: 'guardrails',
    synthesises: true,
    mutate: ['src/guardrails/*.ts'],
    tests: ['test/guardrails/*.test.ts'],
  },
  {
    name: 'registry',
    synthesises: true,
    mutate: ['src/accounts/account-registry.ts', 'src/accounts/registry-file.ts', 'src/private/registry-checks.ts', 'src/accounts/account-email.ts'],
    tests: [
      'test/accounts/*.test.ts', 'test/dns/nested.test.ts', 'test/dns/root-domain-records.test.ts', 'test/promises/bad-input*.test.ts', 'test/promises/nothing-is-lost.test.ts',
      'test/promises/names-*.test.ts', 'test/promises/additive-*.test.ts',
    ],
  },
  {
    name: 'names',
    synthesises: true,
    mutate: [
      'src/accounts/regions.ts', 'src/accounts/aws-regions.ts', 'src/accounts/slots.ts', 'src/accounts/organizational-units.ts', 'src/private/names.ts', 'src/private/name-rules.ts',
      'src/private/domain-names.ts',
    ],
    tests: [
      'test/accounts/*.test.ts', 'test/names/*.test.ts', 'test/dns/domains.test.ts', 'test/promises/bad-input*.test.ts', 'test/promises/nothing-is-lost.test.ts',
      'test/promises/names-*.test.ts', 'test/promises/limits-*.test.ts', 'test/promises/additive-*.test.ts',
    ],
  },
  {
    name: 'waves',
    mutate: ['src/cli/waves.ts'],
    tests: ['test/cli/waves.test.ts'],
  },
  {
    name: 'doors',
    synthesises: true,
    mutate: ['src/accounts/stack-book.ts', 'src/accounts/account-role.ts', 'src/private/stack-checks.ts', 'src/dns/subdomain-delegation.ts', 'src/plan/write-plan.ts'],
    tests: [
      'test/dns/subdomain-delegation.test.ts', 'test/dns/nested.test.ts', 'test/management/log-archive.test.ts', 'test/promises/every-door-*.test.ts',
      'test/promises/the-plan-*.test.ts', 'test/promises/waves-*.test.ts',
      'test/promises/bad-input*.test.ts', 'test/promises/names-*.test.ts', 'test/promises/additive-*.test.ts',
    ],
  },
];
