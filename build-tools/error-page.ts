/**
 * Writes into docs/errors.md, below each heading, the messages that it explains, as the code has them; `--check` writes nothing and tells
 * whether the page says something else.
 */
import { readFileSync, writeFileSync } from 'fs';
import { ErrorSite, synthErrors, toolErrors } from './error-sites';
import { anchorOf, HEADING } from './markdown';
import { topicOfToolError } from '../src/cli/error-topics';
import { topicOfSynthError } from '../src/private/error-topics';

const PAGE = 'docs/errors.md';

/** The page with the messages that the code has today. */
export function errorPage(text = readFileSync(PAGE, 'utf8')): string {
  const messages = new Map([...byTopic(synthErrors(), topicOfSynthError), ...byTopic(toolErrors(), topicOfToolError)]);
  return text.split('\n\n').flatMap((block, at, blocks) => {
    // a list of messages that stands there already: it is nothing but code
    if (HEADING.test(blocks[at - 1] ?? '') && !block.replace(/`[^`]*`/g, '').replace(/[,\s]/g, '')) return [];
    const said = messages.get(anchorOf(HEADING.exec(block)?.[2] ?? ''));
    return said ? [block, said] : [block];
  }).join('\n\n');
}

function byTopic(sites: readonly ErrorSite[], topicOf: (what: string) => string | undefined): Map<string, string> {
  const topics = new Map<string, Set<string>>();
  for (const { what } of sites) {
    const topic = topicOf(what);
    if (topic) topics.set(topic, (topics.get(topic) ?? new Set()).add(`\`${readable(what)}\``));
  }
  return new Map([...topics].map(([topic, said]) => [topic, wrapped([...said].sort())]));
}

/** Lines as long as those of the other pages. */
function wrapped(items: readonly string[]): string {
  const lines: string[] = [];
  for (const [at, item] of items.entries()) {
    const text = at === items.length - 1 ? item : `${item},`;
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + text.length < 150) lines[last] += ` ${text}`;
    else lines.push(text);
  }
  return lines.join('\n');
}

/** What is known only when it runs by its name, or as dots where it is more than a name. */
function readable(what: string): string {
  return what.replace(/<(?:[\w.]+\.)?(\w+)>/g, '{$1}').replace(/<.*?>(?=[^>]*(<|$))/g, '...').replace(/[{]/g, '<').replace(/[}]/g, '>').replace(/`/g, '');
}

if (require.main === module) {
  const [now, then] = [errorPage(), readFileSync(PAGE, 'utf8')];
  if (!process.argv.includes('--check')) writeFileSync(PAGE, now);
  else if (now !== then) throw new Error(`${PAGE} is not what the code says: npx tsx build-tools/error-page.ts`);
}
