import { Duration } from 'aws-cdk-lib';
import { ImageLifecycle } from '../../src';
import { KEPT_TAGS, lifecyclePolicy } from '../../src/artifacts/image-lifecycle';

const rulesOf = (kept: string[], rules: ImageLifecycle[]): any[] => JSON.parse(lifecyclePolicy(kept, rules)).rules;

/** As ECR evaluates: an image that a rule matches is expired by no later one; a rule with several patterns wants all of them. */
function expired(rules: any[], image: { tags: string[]; days: number; newer: number }): boolean {
  const matches = ({ tagStatus, tagPatternList = [] }: any) => tagStatus === 'untagged' ? !image.tags.length
    : tagPatternList.every((pattern: string) => image.tags.some(tag => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(tag)));
  const rule = [...rules].sort((a, b) => a.rulePriority - b.rulePriority).find(({ selection }) => matches(selection));
  if (!rule) return false;
  const { countType, countNumber } = rule.selection;
  return countType === 'imageCountMoreThan' ? image.newer >= countNumber : image.days > countNumber;
}

const RULES = rulesOf(KEPT_TAGS, [
  ImageLifecycle.untaggedOlderThan(Duration.days(14)), ImageLifecycle.taggedOlderThan('pr-*', Duration.days(30)), ImageLifecycle.taggedMoreThan('main-*', 20),
]);

test.each<[string, { tags: string[]; days: number; newer: number }, boolean]>([
  ['a release, however old', { tags: ['v1.0.0'], days: 4000, newer: 5000 }, false],
  ['what is deployed, though a rule names its other tag', { tags: ['main-abc', 'deployed-production'], days: 4000, newer: 5000 }, false],
  ['a release that began as a pull request', { tags: ['pr-7', 'release-3'], days: 400, newer: 500 }, false],
  ['a tag that no rule names', { tags: ['sha-1234'], days: 4000, newer: 5000 }, false],
  ['a young pull request', { tags: ['pr-7'], days: 29, newer: 500 }, false],
  ['an old pull request', { tags: ['pr-7'], days: 31, newer: 0 }, true],
  ['one of the newest of main', { tags: ['main-abc'], days: 400, newer: 19 }, false],
  ['one that twenty came after', { tags: ['main-abc'], days: 1, newer: 20 }, true],
  ['an old one without a tag', { tags: [], days: 15, newer: 0 }, true],
])('%s', (_, image, goes) => {
  expect(expired(RULES, image)).toBe(goes);
});

test('each pattern has a rule of its own: ECR takes two in one for an image that has both', () => {
  expect(RULES.every(({ selection: { tagPatternList = [] } }) => tagPatternList.length <= 1)).toBe(true);
  expect(new Set(RULES.map(({ rulePriority }) => rulePriority)).size).toBe(RULES.length);
});

test('without rules nothing is deleted', () => {
  expect(expired(rulesOf(KEPT_TAGS, []), { tags: [], days: 4000, newer: 5000 })).toBe(false);
});
