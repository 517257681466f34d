import { Lazy } from 'aws-cdk-lib';
import { checkAccountName, checkedPrefix, checkPart, checkRoleName, suggestedName } from '../../src/private/name-rules';
import { Problems } from '../../src/private/problems';

const TOKEN = Lazy.string({ produce: () => 'known-at-deploy' });

/** What a check answers, and what it complains of. */
function asked<T>(check: (problems: Problems) => T): { answer: T; said: string } {
  const problems = new Problems();
  const answer = check(problems);
  return { answer, said: problems.validate().join('\n') };
}

test.each(['ab', 'a1', 'production-eu-1', 'a'.repeat(30), `a${'-b'.repeat(14)}c`])('%s is a name of an account', name => {
  expect(asked(problems => checkAccountName(problems, 'Acme', name))).toEqual({ answer: true, said: '' });
});

test.each<[unknown, string]>([
  ['a', 'production'], ['a'.repeat(31), 'a'.repeat(30)], [`a${'-b'.repeat(15)}`, `a${'-b'.repeat(14)}`], ['Prod', 'prod'], ['-prod', 'prod'], ['1prod', 'prod'],
  ['prod-', 'prod'], ['prod--eu', 'prod-eu'], ['prod_eu', 'prod-eu'], ['Zürich & Bern', 'z-rich-bern'], ['', 'production'], ['12', 'production'],
  [undefined, 'production'], [null, 'production'], [7, 'production'], [['ab'], 'ab'], [TOKEN, 'production'],
])('%s is none, and %s is suggested', (name, suggested) => {
  const { answer, said } = asked(problems => checkAccountName(problems, 'Acme', name as string));
  expect(answer).toBe(false);
  expect(said).toContain(`expected 2 to 30 lower-case letters, digits and single hyphens, beginning with a letter; write "${suggested}"`);
});

test('what is suggested can be used itself', () => {
  for (const name of ['Prod--', '--__a b', 'x'.repeat(29) + '--y', 'É'.repeat(40), '9lives', 'a-', 'A B C D E F G H I J K L M N O P Q R S T U V']) {
    expect(asked(problems => checkAccountName(problems, 'Acme', suggestedName(name)))).toEqual({ answer: true, said: '' });
  }
});

test.each([['cloud-platform', true], ['ab', true], ['a'.repeat(20), true], ['a-b', true], ['a', false], ['a'.repeat(21), false], ['ab-', false], ['1ab', false], ['aB', false],
  ['aws', false], ['ssm-x', false], ['xaws', true], ['ab cd', false], [TOKEN, false]])('prefix %s: %s', (prefix, good) => {
  const { answer, said } = asked(problems => checkedPrefix(problems, 'Acme', prefix));
  expect([answer, said === '']).toEqual([good ? prefix : 'cloud-platform', good]);
});

test.each([['network', true], ['a', true], ['A-1', true], ['a'.repeat(60), true], ['a'.repeat(61), false], ['1a', false], ['-a', false], ['a b', false], ['a/b', false], ['', false],
  [TOKEN, false]])('part %s of a stack: %s', (part, good) => {
  const { answer, said } = asked(problems => checkPart(problems, 'Acme', part));
  expect([answer, said === '']).toEqual([good, good]);
});

test('a role has at most 64 characters, which is AWS\'s limit', () => {
  const [whole, long] = [64, 65].map(length => asked(problems => checkRoleName(problems, 'Acme', 'x'.repeat(length))).said);
  expect(whole).toBe('');
  expect(long).toContain(`Acme: role name: got "${'x'.repeat(65)}", expected at most 64 characters; write a shorter prefix, purpose or account name`);
});
