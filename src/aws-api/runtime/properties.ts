import type { RawProperties } from './custom-resource';

/** Reads properties at the edge; an error names what is missing, what was got and what was expected. */
export class Properties {
  public constructor(private readonly raw: RawProperties) {}

  public string(name: string): string {
    const value = this.raw[name];
    if (typeof value === 'string' && value) return value;
    throw new Error(`property ${name}: got ${JSON.stringify(value)}, expected text`);
  }

  public strings(name: string): string[] {
    const value = this.raw[name];
    if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value;
    throw new Error(`property ${name}: got ${JSON.stringify(value)}, expected a list of texts`);
  }

  /** Texts by name. */
  public texts(name: string): Record<string, string> {
    const value = this.raw[name];
    if (typeof value === 'object' && value !== null && Object.values(value).every(item => typeof item === 'string')) return value as Record<string, string>;
    throw new Error(`property ${name}: got ${JSON.stringify(value)}, expected texts by name`);
  }

  /** Yes or no; absent is no. */
  public flag(name: string): boolean {
    const value = this.raw[name];
    if (value === undefined || value === 'true' || value === 'false') return value === 'true';
    throw new Error(`property ${name}: got ${JSON.stringify(value)}, expected true or false`);
  }

  /** A whole number from 0: CloudFormation sends it as text. */
  public number(name: string): number {
    const value = this.raw[name];
    if (typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
    throw new Error(`property ${name}: got ${JSON.stringify(value)}, expected a whole number`);
  }
}
