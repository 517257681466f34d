import type { Replacement, Schemas } from './schemas';
import type { Stale } from './stale';
import type { PropertySchema, PropertySchemas } from './type-schema';

/** A property that is written differently, or whose value follows from something else that is. */
export interface Difference {
  /** From the top-level property down, `*` for any item of a list or map. */
  readonly path: readonly string[];
  readonly replacement: Replacement;
  /** What stands elsewhere and is another: a resource that is replaced, a parameter. */
  readonly because?: string;
  /** That may as well be what it was. */
  readonly uncertain?: boolean;
}

/**
 * Differences between the properties of two resources of one type, each with what the type's schema says of it: the places that decide, else the
 * top-level property.
 */
export function differencesOf(schemas: Schemas, type: string, before: unknown, after: unknown, stale: Stale): Difference[] {
  return new Comparison(schemas, schemas.furtherReplacements(type), stale).objects(schemas.propertiesOf(type), before, after, []);
}

class Comparison {
  public constructor(private readonly schemas: Schemas, private readonly further: readonly string[], private readonly stale: Stale) {}

  /** Nobody sees into a function of CloudFormation: what it gives may be another in any property. */
  public objects(properties: PropertySchemas, one: unknown = {}, other: unknown = {}, path: readonly string[]): Difference[] {
    if (!isObject(one) || !isObject(other)) return [];
    if (isFunction(one) || isFunction(other)) {
      const mayReplace = Object.values(properties).some(({ replaces }) => replaces);
      return mayReplace && (!same(one, other) || this.stale.in(other)) ? [{ path, replacement: 'maybe' }] : [];
    }
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
    return names.flatMap(name => this.values(properties[name], one[name], other[name], [...path, name]));
  }

  private values(property: PropertySchema | undefined, one: unknown, other: unknown, path: readonly string[]): Difference[] {
    const isSame = same(one, other);
    const stale = this.stale.in(other);
    if (isSame && !stale) return [];
    const said = this.further.includes(path.join('/')) ? 'yes' : property?.replaces ?? 'no';
    const uncertain = isSame && !stale!.certain;
    // a list may have grown, or stand in another order
    const replacement = said === 'yes' && (uncertain || path.includes('*')) ? 'maybe' : said;
    const difference: Difference = { path, replacement, ...isSame ? { because: stale!.what, uncertain } : {} };
    if (replacement !== 'no') return [difference];
    const deeper = this.inside(property, one, other, path);
    return deeper.length || path.length > 1 ? deeper : [difference];
  }

  private inside(property: PropertySchema | undefined, one: unknown, other: unknown, path: readonly string[]): Difference[] {
    const properties = this.schemas.inside(property);
    if (!property?.map && !Array.isArray(one) && !Array.isArray(other)) return this.objects(properties, one, other, path);
    const [ones, others] = [entriesOf(one), entriesOf(other)];
    const keys = [...new Set([...ones.keys(), ...others.keys()])];
    const found = keys.flatMap(key => this.objects(properties, ones.get(key), others.get(key), [...path, '*']));
    return [...new Map(found.map(difference => [difference.path.join('/'), difference])).values()];
  }
}

/** As CloudFormation compares: the order of keys does not matter, and `1` is `'1'`. */
export function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((item, index) => same(item, other[index]));
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every(key => key in other && same(one[key], other[key]));
  }
  const scalars = [one, other].every(value => value !== undefined && typeof value !== 'object');
  return scalars ? String(one) === String(other) : one === other;
}

/** Items of a list or map. */
function entriesOf(value: unknown): Map<string, unknown> {
  return new Map(typeof value === 'object' && value !== null && !isFunction(value) ? Object.entries(value) : []);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFunction(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 1 && /^(Ref|Fn::.+)$/.test(Object.keys(value)[0]);
}
