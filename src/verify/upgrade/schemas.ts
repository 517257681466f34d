import { readFileSync } from 'fs';
import { join } from 'path';
import { HOLDS_STATE } from './beyond-schema';
import type { PropertySchema, PropertySchemas, TypeSchema, TypeSchemas } from './type-schema';

/** Where the package has them. */
export const TYPE_SCHEMAS = join(__dirname, '..', '..', '..', 'assets', 'upgrade', 'types.json');

/** Whether a change of a property makes CloudFormation put another resource in the place of the old one. */
export type Replacement = 'no' | 'maybe' | 'yes';

/** What CloudFormation's own schemas of its resource types say about changes. */
export class Schemas {
  public static load(file = TYPE_SCHEMAS): Schemas {
    return new Schemas(JSON.parse(readFileSync(file, 'utf8')));
  }

  private readonly types: ReadonlyMap<string, TypeSchema>;

  private constructor(private readonly schemas: TypeSchemas) {
    this.types = new Map(Object.entries(schemas.types));
  }

  /** How many types there are. */
  public get size(): number {
    return this.types.size;
  }

  public knows(type: string): boolean {
    return this.types.has(type);
  }

  /** Whether what the resource holds is lost with it, and no template brings it back. */
  public holdsState(type: string): boolean {
    return !!this.types.get(type)?.state || type in HOLDS_STATE;
  }

  public propertiesOf(type: string): PropertySchemas {
    return this.types.get(type)?.properties ?? {};
  }

  /** Properties of everything that a value of this property may be, as far as the schema goes into it. */
  public inside(property?: PropertySchema): PropertySchemas {
    return Object.assign({}, ...property?.of?.map(id => this.schemas.definitions[id]) ?? []);
  }

  /** Paths that make another resource though no type in the schema can say so; `*` is any item. */
  public furtherReplacements(type: string): readonly string[] {
    return this.types.get(type)?.further ?? [];
  }

  /** Whether AWS says that the resource stops working for a while when this top-level property is changed in place. */
  public interrupts(type: string, property: string): boolean {
    return !!this.types.get(type)?.interrupts?.includes(property);
  }

  /** Top-level properties that are the resource's identity in its account and region: no two have the same. */
  public names(type: string): readonly string[] {
    return this.types.get(type)?.names ?? [];
  }
}
