/** How large a platform is: environments besides the core accounts, and regions. */
export interface Size {
  readonly name: string;
  readonly accounts: number;
  readonly regions: string[];
}

const REGIONS = ['eu-west-1', 'us-east-1', 'eu-central-1', 'us-west-2', 'ap-southeast-2'];

/** @param name as on the command line: `100x2` */
export function sizeOf(name: string): Size {
  const [, accounts, regions] = /^(\d+)x(\d+)$/.exec(name) ?? [];
  if (!Number(accounts) || !Number(regions) || Number(regions) > REGIONS.length) {
    throw new Error(`size: got ${name}, expected accounts x regions, with 1 to ${REGIONS.length} regions; write 100x2`);
  }
  return { name, accounts: Number(accounts), regions: REGIONS.slice(0, Number(regions)) };
}

export const CORE = ['management', 'log-archive', 'security', 'identity', 'artifacts', 'dns', 'email'];

export function idOf(slot: number): string {
  return String(200000000000 + slot);
}

/** What a program is told: the size, where to write, and a file to read. */
export function task(): Size & { readonly outdir: string; readonly data: string } {
  const [size, outdir, data] = process.argv.slice(2);
  return { ...sizeOf(size), outdir, data };
}
