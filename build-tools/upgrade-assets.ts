/**
 * Condenses CloudFormation's schemas, as AWS's CDK team publishes them, into what the comparison of two assemblies needs: a hundredth of them, which goes into the
 * package; and puts the migration notes beside it.
 */
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { PropertyType, Resource, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types';
import { INTERRUPTING } from '../src/verify/upgrade/beyond-schema';
import { TYPE_SCHEMAS } from '../src/verify/upgrade/schemas';
import type { PropertySchema, PropertySchemas, TypeSchema, TypeSchemas } from '../src/verify/upgrade/type-schema';

/** How the documentation in the schemas says it; the other place where these words stand is "updates that require no or some interruption" of names. */
const INTERRUPTS = /(?<!no or |no interruption or )some interruption/i;

const MIGRATIONS = 'migrations';

class Condenser {
  private readonly definitions: Record<string, PropertySchemas> = {};
  private readonly ids = new Map<string, string>();
  private readonly deciding = new Map<string, boolean>();

  public constructor(private readonly database: SpecDatabase) {}

  public condense(): TypeSchemas {
    const types = this.database.all('resource').map(resource => [resource.cloudFormationType, this.type(resource)] as const);
    return { types: Object.fromEntries(types.sort(([one], [other]) => one < other ? -1 : 1)), definitions: this.definitions };
  }

  private type({ cloudFormationType, isStateful, primaryIdentifier = [], properties, additionalReplacementProperties }: Resource): TypeSchema {
    const further = [...new Set(additionalReplacementProperties?.map(path => path.join('/')))];
    const interrupts = Object.entries(properties)
      .filter(([name, { documentation = '' }]) => INTERRUPTING[cloudFormationType]?.includes(name) || INTERRUPTS.test(documentation)).map(([name]) => name);
    const condensed = this.properties(properties);
    return {
      ...isStateful && { state: true },
      ...primaryIdentifier.length && primaryIdentifier.every(name => name in properties) && { names: primaryIdentifier },
      ...further.length && { further },
      ...interrupts.length && { interrupts },
      ...Object.keys(condensed).length && { properties: condensed },
    };
  }

  /** Those that decide something, or have something in them that does. */
  private properties(properties: ResourceProperties): PropertySchemas {
    return Object.fromEntries(Object.entries(properties).flatMap(([name, { type, causesReplacement = 'no' }]) => {
      const ofType = referencesOf(type).filter(id => this.decides(id));
      if (causesReplacement === 'no' && !ofType.length) return [];
      const schema: PropertySchema = {
        ...causesReplacement !== 'no' && { replaces: causesReplacement },
        ...ofType.length && { of: ofType.map(id => this.definition(id)) },
        ...type.type === 'map' && { map: true },
      };
      return [[name, schema]];
    }));
  }

  private definition(id: string): string {
    const known = this.ids.get(id);
    if (known) return known;
    const short = String(this.ids.size);
    // before what is in it: definitions hold each other
    this.ids.set(id, short);
    this.definitions[short] = this.properties(this.database.get('typeDefinition', id).properties);
    return short;
  }

  private decides(id: string): boolean {
    const known = this.deciding.get(id);
    if (known !== undefined) return known;
    this.deciding.set(id, false);
    const properties = Object.values(this.database.get('typeDefinition', id).properties);
    const decides = properties.some(({ type, causesReplacement = 'no' }) => causesReplacement !== 'no' || referencesOf(type).some(other => this.decides(other)));
    this.deciding.set(id, decides);
    return decides;
  }
}

function referencesOf(type: PropertyType): string[] {
  switch (type.type) {
    case 'ref': return [type.reference.$ref];
    case 'array': case 'map': return referencesOf(type.element);
    case 'union': return type.types.flatMap(referencesOf);
    default: return [];
  }
}

mkdirSync(dirname(TYPE_SCHEMAS), { recursive: true });
if (existsSync(MIGRATIONS)) cpSync(MIGRATIONS, join(dirname(TYPE_SCHEMAS), MIGRATIONS), { recursive: true });
writeFileSync(TYPE_SCHEMAS, `${JSON.stringify(new Condenser(loadAwsServiceSpecSync()).condense())}\n`);
