// For mutation testing: the tests of one group, and no type checks.
const { jest: base } = require('../../package.json');

module.exports = {
  ...base,
  rootDir: '../..',
  globalSetup: undefined,
  reporters: ['default'],
  testMatch: JSON.parse(process.env.MUTATION_TESTS).map(glob => `<rootDir>/${glob}`),
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', diagnostics: false, isolatedModules: true }] },
};
