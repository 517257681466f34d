import { readFileSync } from 'fs';

/** A heading: its level and its text. */
export const HEADING = /^(#{1,6}) (.+)$/m;

/** The anchor that GitHub gives a heading. */
export function anchorOf(heading: string): string {
  return heading.trim().toLowerCase().replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
}

/** Anchors of a page, in order. */
export function anchorsOf(file: string): string[] {
  const seen = new Map<string, number>();
  return withoutCode(readFileSync(file, 'utf8')).split('\n').flatMap(line => {
    const [, , heading] = /^(#{1,6}) (.+)$/.exec(line) ?? [];
    if (!heading) return [];
    const anchor = anchorOf(heading);
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return [before ? `${anchor}-${before}` : anchor];
  });
}

/** Blocks of code as empty lines, so that nothing in them is taken for a heading or a link. */
export function withoutCode(text: string): string {
  return text.replace(/^( *)(```+).*?^\1\2 *$/gms, block => block.replace(/[^\n]/g, ''));
}
