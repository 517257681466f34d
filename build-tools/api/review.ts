// jsii's own lists, which it does not export
import type { ApiAssembly, ApiDocs, ApiMember, ApiParameter, ApiReference, ApiType } from './assembly';
import { CSHARP_RESERVED, GO_RESERVED, JAVA_RESERVED, PYTHON_RESERVED } from '../../node_modules/jsii/lib/reserved-words';

/** Something that a reader or a language stumbles over. */
export interface ApiFault {
  /** `<rule>:<Type>.<member>`, as an exception names it. */
  readonly key: string;
  readonly what: string;
}

/** Members that every object has: another one of that name hides it or does not compile. `toString` overrides it everywhere as it should. */
const OF_OBJECTS: { readonly [language: string]: readonly string[] } = {
  'Java': ['getClass', 'hashCode', 'equals', 'notify', 'notifyAll', 'wait', 'clone', 'finalize'],
  'C#': ['equals', 'getHashCode', 'getType', 'memberwiseClone', 'referenceEquals', 'finalize'],
};
/** A property becomes a getter. */
const GETTERS: { readonly [language: string]: readonly string[] } = { Java: ['class'] };
const KEYWORDS = { 'Java': JAVA_RESERVED, 'Python': PYTHON_RESERVED, 'C#': CSHARP_RESERVED, 'Go': GO_RESERVED };

/** What says how a number is meant: a unit, a count, or the range that it is from. */
const UNITS = /\b(milliseconds?|seconds?|minutes?|hours?|days?|months?|years?|dollars|percent|percentages?|characters|bytes|kibibytes|mebibytes|gibibytes|bits|how many|count(s|ed)?|(from|to|than|least|most) \d+|\d[\d,]* (to|or) \d+|whole number)\b/i;
/** Words that add nothing to a name. */
const EMPTY = new Set(['a', 'an', 'and', 'the', 'of', 'for', 'its', 'this', 'to', 'in', 'is', 'with', 'returns', 'gets', 'get', 'set', 'props', 'options', 'properties', 'new', 'construct']);
/** Parameters that every construct has, and those whose type says it. */
const KNOWN_PARAMETERS = new Set(['scope', 'id', 'props', 'options']);

/** What is wrong with an API that five languages share, whatever it was before. */
export function reviewApi({ types, targets }: ApiAssembly): ApiFault[] {
  const namespaces = new Set(targets?.dotnet?.namespace.split('.'));
  return Object.values(types).flatMap(type => [
    ...namespaces.has(type.name) ? [fault('reserved', type.name, 'is a part of the namespace in C# as well')] : [],
    ...reserved(type.name, type.name, Object.keys(KEYWORDS)),
    // props of something are props of it, and a constant may have the name of what it stands for
    ...documented(type.name, type.docs, type.datatype ? undefined : type.name),
    ...(type.members ?? []).flatMap(({ name, docs }) => documented(`${type.name}.${name}`, docs)),
    ...members(type).flatMap(member => memberFaults(type, member, types)),
  ]);
}

/** How many things of an API were looked at. */
export function apiSize({ types }: ApiAssembly): { types: number; members: number; parameters: number } {
  const all = Object.values(types);
  const every = all.flatMap(members);
  return {
    types: all.length,
    members: every.length + all.flatMap(type => type.members ?? []).length,
    parameters: every.flatMap(({ parameters = [] }) => parameters).length,
  };
}

function members({ initializer, methods = [], properties = [] }: ApiType): ApiMember[] {
  return [...initializer ? [initializer] : [], ...methods, ...properties];
}

function memberFaults(type: ApiType, member: ApiMember, types: ApiAssembly['types']): ApiFault[] {
  const { name, docs, overrides, parameters = [] } = member;
  const where = `${type.name}.${name ?? 'constructor'}`;
  const own = name !== undefined && !overrides;
  return [
    ...own ? [...reserved(where, name, keywordsFor(type, member)), ...clashes(where, type, member)] : [],
    ...[member.type, member.returns?.type].flatMap(reference => reference ? typed(where, reference) : []),
    ...own ? documented(where, docs, member.static ? undefined : `${name} ${type.name}`) : [],
    ...own && type.datatype && member.optional && !docs?.default ? [fault('default', where, 'is optional and does not say what holds without it: @default')] : [],
    ...member.type ? measured(where, member.type, docs) : [],
    ...parameters.flatMap(parameter => parameterFaults(where, parameter, Boolean(overrides), types)),
  ];
}

function parameterFaults(member: string, { name, type, docs }: ApiParameter, inherited: boolean, types: ApiAssembly['types']): ApiFault[] {
  const where = `${member}.${name}`;
  const struct = type.fqn !== undefined && types[type.fqn]?.datatype;
  const explained = inherited || struct || KNOWN_PARAMETERS.has(name);
  return [
    ...reserved(where, name, Object.keys(KEYWORDS)),
    ...typed(where, type),
    ...explained ? [] : documented(where, docs, name),
    ...inherited ? [] : measured(where, type, docs),
  ];
}

/** C# and Go write members with a capital, Java the getters of properties as `getX`, but what its builders set by the name alone. */
function keywordsFor({ datatype }: ApiType, member: ApiMember): string[] {
  return isProperty(member) && !datatype ? ['Python'] : ['Python', 'Java'];
}

function isProperty({ type }: ApiMember): boolean {
  return type !== undefined;
}

function reserved(where: string, name: string, among: readonly string[]): ApiFault[] {
  const languages = Object.entries(KEYWORDS).filter(([language, keywords]) => among.includes(language) && keywords.has(language === 'Python' ? snake(name) : name)).map(([language]) => language);
  return languages.length ? [fault('reserved', where, `is a word of ${languages.join(', ')}`)] : [];
}

function clashes(where: string, type: ApiType, member: ApiMember): ApiFault[] {
  const { name = '', static: isStatic } = member;
  const hidden = Object.entries(isProperty(member) ? GETTERS : OF_OBJECTS).filter(([, names]) => names.includes(name)).map(([language]) => language);
  return [
    ...hidden.length ? [fault('object', where, `hides what every object has in ${hidden.join(', ')}`)] : [],
    // C# has no member of the type's own name
    ...!isStatic && pascal(name) === type.name ? [fault('object', where, 'has the name of its type, which C# does not compile')] : [],
  ];
}

function typed(where: string, type: ApiReference): ApiFault[] {
  if (type.union) return [fault('union', where, 'is of several types, which no other language can say')];
  if (type.intersection) return [fault('union', where, 'is an intersection of types, which no other language can say')];
  if (type.primitive === 'any' || type.primitive === 'json') return [fault('any', where, 'is of any type, so that no compiler helps')];
  return type.collection ? typed(where, type.collection.elementtype) : [];
}

/** @param name what the summary must say more than */
function documented(where: string, docs: ApiDocs | undefined, name?: string): ApiFault[] {
  const text = [docs?.summary, docs?.remarks].join(' ').trim();
  if (!text) return [fault('document', where, 'has no summary')];
  const known = new Set([...EMPTY, ...words(name ?? '')]);
  return name !== undefined && words(text).every(word => known.has(word)) ? [fault('document', where, `says no more than its name: "${text}"`)] : [];
}

function measured(where: string, type: ApiReference, docs: ApiDocs | undefined): ApiFault[] {
  const number = (reference: ApiReference): boolean => reference.primitive === 'number' || Boolean(reference.collection && number(reference.collection.elementtype));
  if (!number(type) || UNITS.test([docs?.summary, docs?.remarks].join(' '))) return [];
  return [fault('unit', where, 'is a number that says neither its unit nor its range')];
}

function fault(rule: string, where: string, what: string): ApiFault {
  return { key: `${rule}:${where}`, what: `${where} ${what}` };
}

function words(text: string): string[] {
  return text.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().match(/[a-z\d]+/g) ?? [];
}

function snake(name: string): string {
  return /^[A-Z]/.test(name) ? name : name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
