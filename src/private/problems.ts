import { Token } from 'aws-cdk-lib';
import { explained } from './documentation';
import { topicOfSynthError } from './error-topics';

/** What is wrong with the input, collected while the tree is built and reported together, so that nobody fixes one error a run. */
export class Problems {
  private readonly messages = new Set<string>();

  /**
   * @param path construct path, or the file, where the input stands
   * @param instead completes "write ..."
   */
  public add(path: string, what: string, got: unknown, expected: string, instead: string): void {
    const sentence = /^(run|take|wait) /.test(instead) ? instead : `write ${instead}`;
    const message = `${path}: ${what}: got ${shown(got)}, expected ${expected}; ${sentence}`;
    const topic = topicOfSynthError(what);
    this.messages.add(topic ? explained(topic, message) : message);
  }

  /** For `node.addValidation`. */
  public validate(): string[] {
    return [...this.messages];
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string' && Token.isUnresolved(value)) return 'a value that is known only at deploy';
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
