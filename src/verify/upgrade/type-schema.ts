/**
 * What CloudFormation's schemas say about changes, and nothing else of them: `assets/upgrade/types.json`, made when the package is built. A property that is not in
 * here can be changed in place, however deep one looks.
 */
export interface TypeSchemas {
  /** By CloudFormation's name of the type. */
  readonly types: { readonly [type: string]: TypeSchema };
  /** Objects that properties are made of, by a number. */
  readonly definitions: { readonly [id: string]: PropertySchemas };
}

export interface TypeSchema {
  /** Whether what the resource holds is lost with it, and no template brings it back. */
  readonly state?: true;
  /** Top-level properties that are the resource's identity in its account and region: no two have the same. */
  readonly names?: readonly string[];
  /** Paths that make another resource though no type in the schema can say so, joined by `/`; `*` is any item. */
  readonly further?: readonly string[];
  /** Top-level properties whose change in place interrupts, as AWS's documentation has it. */
  readonly interrupts?: readonly string[];
  readonly properties?: PropertySchemas;
}

export interface PropertySchemas {
  readonly [property: string]: PropertySchema;
}

export interface PropertySchema {
  /** Whether a change of it makes CloudFormation put another resource in the place of the old one. Absent for no. */
  readonly replaces?: 'maybe' | 'yes';
  /** What its value, or an item of it, may be. */
  readonly of?: readonly string[];
  /** Its keys are not names of properties. */
  readonly map?: true;
}
