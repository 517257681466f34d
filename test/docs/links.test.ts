import { execFileSync } from 'child_process';
import { existsSync, readdirSync, readFileSync } from 'fs';
import { dirname, join, relative, resolve } from 'path';
import type { Command } from 'commander';
import { anchorsOf, withoutCode } from '../../build-tools/markdown';
import { program } from '../../src/cli/program';

const PAGES = ['README.md', ...readdirSync('docs').filter(file => file.endsWith('.md')).map(file => join('docs', file))];

interface Mention {
  readonly page: string;
  readonly text: string;
}

/** What stands at a place of the docs that a pattern finds, its first group. */
function mentions(pages: readonly string[], pattern: RegExp, read = (page: string) => readFileSync(page, 'utf8')): Mention[] {
  return pages.flatMap(page => [...read(page).matchAll(pattern)].map(([, text]) => ({ page, text })));
}

/** Why a link leads nowhere; undefined if it leads somewhere. */
function fault({ page, text }: Mention): string | undefined {
  const [path, anchor] = text.split('#');
  const file = path ? relative('.', resolve(dirname(page), path)) : page;
  if (!existsSync(file)) return `${page}: ${text}: no such file`;
  return anchor && !(file.endsWith('.md') && anchorsOf(file).includes(anchor)) ? `${page}: ${text}: no such heading` : undefined;
}

test('each link of the docs leads to a file and a heading that are there', () => {
  const links = mentions(PAGES, /\]\(([^)\s]+)\)/g, page => withoutCode(readFileSync(page, 'utf8'))).filter(({ text }) => !/^[a-z]+:/.test(text));
  expect(links.length).toBeGreaterThan(150);
  expect(links.flatMap(link => fault(link) ?? [])).toEqual([]);
});

test('each page of the docs that the code names is there', () => {
  const sources = execFileSync('git', ['ls-files', 'src', 'build-tools', 'local', 'examples'], { encoding: 'utf8' }).split('\n').filter(file => /\.(ts|py|yaml)$/.test(file) && existsSync(file));
  const named = mentions(sources, /\b(docs\/[\w-]+\.md(?:#[\w-]+)?)/g).map(({ page, text }) => ({ page: 'README.md', text, from: page }));
  expect(named.length).toBeGreaterThan(3);
  expect(named.flatMap(link => fault(link) ? `${link.from}: ${link.text}` : [])).toEqual([]);
});

test('each page is in the table of contents', () => {
  const listed = mentions(['docs/README.md'], /\]\(([\w-]+\.md)/g).map(({ text }) => join('docs', text));
  expect(PAGES.filter(page => page.startsWith('docs/') && page !== 'docs/README.md' && !listed.includes(page))).toEqual([]);
});

describe('commands', () => {
  const root = program(async () => undefined);

  /** Why a line that begins with `cloud-platform` cannot be run. */
  function unknown(words: readonly string[]): string | undefined {
    let command: Command = root;
    let at = 0;
    for (; at < words.length; at++) {
      const next = command.commands.find(one => one.name() === words[at]);
      if (!next) break;
      command = next;
    }
    if (!words.length) return undefined;
    if (command === root) return `no command ${words[0]}`;
    if (command.commands.length && at < words.length && !words[at].startsWith('-')) return `no command ${words.slice(0, at + 1).join(' ')}`;
    const options = words.slice(at).filter(word => /^--[a-z]/.test(word)).map(word => word.replace(/[=,:;.]+.*$/, ''));
    const bad = options.filter(option => option !== '--help' && !command.options.some(one => one.long === option));
    return bad.length ? `${words.slice(0, at).join(' ')} has no ${bad.join(', ')}` : undefined;
  }

  test('each command of the tool that the docs have is one, with its options', () => {
    const lines = mentions(PAGES, /(?<![\w./@-])(?:npx )?cloud-platform ((?:[a-z-]+|<[^>]+>|--?[\w-]+)[^`\n"&|;#]*)/g).map(({ page, text }) => ({ page, words: text.trim().split(/\s+/) }))
      // prose, and stack names
      .filter(({ words: [first] }) => root.commands.some(one => one.name() === first) || first.startsWith('-'));
    expect(lines.length).toBeGreaterThan(40);
    expect(lines.flatMap(({ page, words }) => unknown(words) ? `${page}: ${words.join(' ')}: ${unknown(words)}` : [])).toEqual([]);
  });

  test('code in the docs names no command that the tool has not', () => {
    const code = mentions(PAGES, /`(?:npx )?cloud-platform ([a-z]\w*)[^`]*`/g);
    expect(code.filter(({ text }) => !root.commands.some(one => one.name() === text))).toEqual([]);
  });

  test('each task of projen that the docs have is one', () => {
    const { tasks } = JSON.parse(readFileSync('.projen/tasks.json', 'utf8'));
    const named = mentions(PAGES, /npx projen ([a-z][\w:-]*)/g);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter(({ text }) => !Object.hasOwn(tasks, text) && text !== 'tasks')).toEqual([]);
  });

  test('each gate that the docs have is one', () => {
    const gates = [...readFileSync('build-tools/gates.ts', 'utf8').matchAll(/\bname: '([\w-]+)'/g)].map(([, name]) => name);
    const named = mentions(PAGES, /npx projen test ([a-z -]+?)`/g).flatMap(({ page, text }) => text.trim().split(' ').map(name => ({ page, name })));
    expect(named.filter(({ name }) => !gates.includes(name))).toEqual([]);
  });
});
