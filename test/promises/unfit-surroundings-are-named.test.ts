import { spawnSync } from 'child_process';
import { join } from 'path';
import { checkSurroundings } from '../../src/private/surroundings';

const said = (node: string, cdk?: string) => {
  try {
    checkSurroundings(node, cdk);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

test.each([
  ['the oldest that are supported', '20.16.0', '2.263.0'],
  ['newer ones', '24.1.0', '2.300.1'],
  ['an unpublished aws-cdk-lib', '22.0.0', 'local'],
  ['an aws-cdk-lib that does not say its version', '22.0.0', undefined],
])('%s: loads', (_, node, cdk) => {
  expect(said(node, cdk)).toBe('');
});

test.each([
  ['Node', '18.20.4', '2.263.0', /^@astradot\/cloud-platform \S+: Node: got 18\.20\.4, expected 20\.16\.0 or later; install a newer one/],
  ['Node of the same major version', '20.9.0', '2.263.0', /Node: got 20\.9\.0, expected 20\.16\.0/],
  ['aws-cdk-lib', '22.0.0', '2.200.0', /: aws-cdk-lib: got 2\.200\.0, expected 2\.263\.0 or later and before 3; ask for a newer one/],
  ['aws-cdk-lib of a major version that does not exist yet', '22.0.0', '3.0.0', /aws-cdk-lib: got 3\.0\.0, expected 2\.263\.0 or later and before 3/],
])('an unfit %s: what is there, what is expected, what to do', (_, node, cdk, message) => {
  expect(said(node, cdk)).toMatch(message);
});

test('both unfit: both are named at once', () => {
  expect(said('16.0.0', '2.1.0')).toMatch(/Node: got 16\.0\.0[^]*\n[^]*aws-cdk-lib: got 2\.1\.0/);
});

test('an app beside an old aws-cdk-lib fails when the package is loaded, before anything else of it is', () => {
  // GIVEN an aws-cdk-lib that says it is old, and has none of its modules
  const old = `const { Module } = require('module'); const load = Module._load;
    Module._load = function (request, ...rest) {
      if (request === 'aws-cdk-lib') return { App: { [Symbol.for('jsii.rtti')]: { version: '2.100.0' } } };
      if (request.startsWith('aws-cdk-lib/')) throw new Error(request + ' is missing');
      return load.call(this, request, ...rest);
    };`;
  // WHEN the package is loaded
  const { stderr, status } = spawnSync(process.execPath, ['--require', 'tsx/cjs', '--eval', `${old} require('${join(__dirname, '../../src')}')`], { encoding: 'utf8' });
  // THEN it says so
  expect(stderr).toContain('aws-cdk-lib: got 2.100.0, expected 2.263.0 or later');
  expect(stderr).not.toContain('is missing');
  expect(status).toBe(1);
});
