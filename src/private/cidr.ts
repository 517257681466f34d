/** A range of IPv4 addresses: the first one, and how many. */
export interface Cidr {
  readonly text: string;
  readonly start: number;
  readonly size: number;
  readonly prefixLength: number;
}

/** @returns undefined for what is no range in CIDR notation, also for one that does not begin at its own first address */
export function parseCidr(text: unknown): Cidr | undefined {
  const match = typeof text === 'string' ? /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text) : undefined;
  if (!match) return undefined;
  const [a, b, c, d, prefixLength] = match.slice(1).map(Number);
  if ([a, b, c, d].some(octet => octet > 255) || prefixLength > 32) return undefined;
  const size = 2 ** (32 - prefixLength);
  const start = ((a * 256 + b) * 256 + c) * 256 + d;
  return start % size === 0 ? { text: match[0], start, size, prefixLength } : undefined;
}

export function cidrAt(start: number, prefixLength: number): Cidr {
  const octets = [24, 16, 8, 0].map(bits => Math.floor(start / 2 ** bits) % 256);
  return { text: `${octets.join('.')}/${prefixLength}`, start, size: 2 ** (32 - prefixLength), prefixLength };
}

export function overlap(a: Cidr, b: Cidr): boolean {
  return a.start < b.start + b.size && b.start < a.start + a.size;
}
