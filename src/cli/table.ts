import Table from 'cli-table3';
import pc from 'picocolors';

/** A table without borders: it can be read by people and cut by programs. */
export function table(head: string[], rows: (string | number | undefined)[][]): string {
  const chars = Object.fromEntries([
    'top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid',
  ].map(name => [name, '']));
  const drawn = new Table({
    head: head.map(name => pc.bold(name)),
    chars: { ...chars, middle: '  ' },
    style: { 'head': [], 'border': [], 'padding-left': 0, 'padding-right': 0 },
  });
  drawn.push(...rows.map(row => row.map(cell => cell === undefined ? '' : String(cell))));
  return drawn.toString().split('\n').map(line => line.trimEnd()).join('\n');
}
