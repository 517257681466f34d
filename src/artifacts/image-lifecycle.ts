import { Duration, Token } from 'aws-cdk-lib';
import { Problems } from '../private/problems';

/** Tags of images that are deployed, or may be: no rule deletes an image that has one. */
export const KEPT_TAGS = ['v*', 'release-*', 'deployed-*'];

/** Images that a repository holds by default; a rule with this count deletes nothing. @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
const ALL_IMAGES = 100_000;

/** A rule of ECR. */
interface Selection {
  readonly tagStatus: 'tagged' | 'untagged';
  readonly tagPatternList?: string[];
  readonly countType: 'imageCountMoreThan' | 'sinceImagePushed';
  readonly countUnit?: 'days';
  readonly countNumber: number;
}

/** Which images of a repository are deleted. There is no rule for all images: each names what it deletes. */
export class ImageLifecycle {
  /**
   * Images without a tag are deleted when they are older; those that a list of platforms names stay with it.
   *
   * @param age whole days
   */
  public static untaggedOlderThan(age: Duration): ImageLifecycle {
    return new ImageLifecycle(undefined, { age });
  }

  /**
   * Images with such a tag are deleted when they are older.
   *
   * @param pattern `pr-*`
   * @param age whole days
   */
  public static taggedOlderThan(pattern: string, age: Duration): ImageLifecycle {
    return new ImageLifecycle(pattern, { age });
  }

  /**
   * Of the images with such a tag the newest are kept, and the others deleted.
   *
   * @param pattern `main-*`
   * @param count how many are kept
   */
  public static taggedMoreThan(pattern: string, count: number): ImageLifecycle {
    return new ImageLifecycle(pattern, { count });
  }

  private constructor(private readonly pattern: string | undefined, private readonly until: { age?: Duration; count?: number }) {}

  /** @internal */
  public _check(problems: Problems, path: string, kept: string[]): void {
    const { pattern, until: { age, count } } = this;
    if (pattern !== undefined) checkPattern(problems, path, 'lifecycle', pattern);
    if (pattern !== undefined && kept.includes(pattern)) {
      problems.add(path, 'lifecycle', pattern, `other tags than those that are kept: ${kept.join(', ')}`, '"pr-*"');
    }
    if (age && (age.isUnresolved() || age.toDays({ integral: false }) < 1 || !Number.isInteger(age.toDays({ integral: false })))) {
      problems.add(path, 'lifecycle: age', age.toString(), 'whole days, at least one: younger images may be about to be deployed', 'Duration.days(14)');
    }
    if (count !== undefined && (!Number.isInteger(count) || count < 1)) {
      problems.add(path, 'lifecycle: count', count, 'a whole number from 1: with none, the rule would delete everything', '20');
    }
  }

  /** @internal */
  public get _selection(): Selection {
    const { age, count } = this.until;
    return {
      ...this.pattern === undefined ? { tagStatus: 'untagged' } : { tagStatus: 'tagged', tagPatternList: [this.pattern] },
      ...age ? { countType: 'sinceImagePushed', countUnit: 'days', countNumber: Math.floor(age.toDays({ integral: false })) }
        : { countType: 'imageCountMoreThan', countNumber: count! },
    };
  }
}

/** A pattern of tags, as ECR takes it, that says something of them. */
export function checkPattern(problems: Problems, path: string, what: string, pattern: string): void {
  const isPattern = typeof pattern === 'string' && !Token.isUnresolved(pattern) && /^[\w.*-]{1,128}$/.test(pattern) && pattern.split('*').length <= 5;
  if (!isPattern || !/[A-Za-z0-9]/.test(pattern)) {
    problems.add(path, `${what}: pattern`, pattern, 'letters, digits, ".", "_", "-" and at most four "*", and not "*" alone, which would be everything', '"pr-*"');
  }
}

/**
 * The text of a lifecycle policy. Rules about kept tags come first and delete nothing: an image that one of them matches cannot be expired by a later one. A rule with
 * two patterns would want both tags on an image, so that each has its own.
 */
export function lifecyclePolicy(kept: string[], rules: ImageLifecycle[]): string {
  const selections: Selection[] = [
    ...kept.map((pattern): Selection => ({ tagStatus: 'tagged', tagPatternList: [pattern], countType: 'imageCountMoreThan', countNumber: ALL_IMAGES })),
    ...rules.map(rule => rule._selection),
  ];
  return JSON.stringify({ rules: selections.map((selection, index) => ({ rulePriority: index + 1, selection, action: { type: 'expire' } })) });
}
