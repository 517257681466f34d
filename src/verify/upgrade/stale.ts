import { same } from './differences';
import { objectsIn } from '../law';
import { referencesIn } from '../laws/references';

/** Something that stands for another value than before, wherever its name is written. */
export interface StaleName {
  /** In words. */
  readonly what: string;
  /** False if the value may as well be the one it was. */
  readonly certain: boolean;
}

/** The names in a template that stand for something else in its next state, though every reference to them is written as before. */
export class Stale {
  /** What the templates alone say: parameters, mappings and conditions that are written differently. Resources come later. */
  public static between(before: any, after: any): Stale {
    const stale = new Stale();
    for (const [section, noun] of [['Parameters', 'parameter'], ['Mappings', 'mapping'], ['Conditions', 'condition']]) {
      for (const [name, value] of Object.entries<any>(after[section] ?? {})) {
        const old = before[section]?.[name];
        const differs = section === 'Parameters' ? old?.Type !== value.Type || !same(old?.Default, value.Default) : !same(old, value);
        if (old !== undefined && differs) stale.names.set(name, { what: `${noun} ${name}`, certain: false });
      }
    }
    return stale;
  }

  private readonly names = new Map<string, StaleName>();

  public has(name: string): boolean {
    return this.names.has(name);
  }

  /** @returns whether it is new */
  public add(name: string, stale: StaleName): boolean {
    if (this.names.has(name)) return false;
    this.names.set(name, stale);
    return true;
  }

  /** What in a value is stale, certain ones first. */
  public in(value: unknown): StaleName | undefined {
    if (!this.names.size) return undefined;
    const found = [...namesIn(value)].flatMap(name => this.names.get(name) ?? []);
    return found.find(({ certain }) => certain) ?? found[0];
  }
}

function* namesIn(value: unknown): Generator<string> {
  for (const { target } of referencesIn(value)) yield target;
  for (const object of objectsIn(value)) {
    for (const name of [object['Fn::If']?.[0], object['Fn::FindInMap']?.[0], object.Condition]) if (typeof name === 'string') yield name;
  }
}
