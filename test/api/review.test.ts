import type { ApiAssembly, ApiMember, ApiType } from '../../build-tools/api/assembly';
import { reviewApi } from '../../build-tools/api/review';

const TEXT = { summary: 'What it is there for.' };
const STRING = { primitive: 'string' };
const NUMBER = { primitive: 'number' };
const method = (name: string, more: Partial<ApiMember> = {}): ApiMember => ({ name, docs: TEXT, parameters: [], ...more });
const property = (name: string, more: Partial<ApiMember> = {}): ApiMember => ({ name, docs: TEXT, type: STRING, ...more });

function api(type: Partial<ApiType>): ApiAssembly {
  const room: ApiType = { kind: 'class', name: 'Room', docs: TEXT, ...type };
  return { name: '@acme/rooms', version: '0.0.0', targets: { dotnet: { namespace: 'Acme.Rooms' } }, types: { '@acme/rooms.Room': room } };
}
const faults = (type: Partial<ApiType>) => reviewApi(api(type)).map(({ key }) => key);

test('an API that every language can say has no fault', () => {
  expect(faults({ methods: [method('open'), method('toString')], properties: [property('door'), property('type'), property('explicit')] })).toEqual([]);
});

test.each<[string, Partial<ApiType>, string]>([
  ['any', { properties: [property('door', { type: { primitive: 'any' } })] }, 'any:Room.door'],
  ['any in a map', { methods: [method('doors', { returns: { type: { collection: { kind: 'map', elementtype: { primitive: 'json' } } } } })] }, 'any:Room.doors'],
  ['one type of several', { methods: [method('open', { parameters: [{ name: 'key', docs: TEXT, type: { union: { types: [STRING, NUMBER] } } }] })] }, 'union:Room.open.key'],
  ['a method that Python cannot call', { methods: [method('except')] }, 'reserved:Room.except'],
  ['a method that Java cannot call', { methods: [method('default')] }, 'reserved:Room.default'],
  ['a parameter that C# cannot name', { methods: [method('open', { parameters: [{ name: 'explicit', docs: TEXT, type: STRING }] })] }, 'reserved:Room.open.explicit'],
  ['a parameter that Go cannot name', { methods: [method('open', { parameters: [{ name: 'range', docs: TEXT, type: STRING }] })] }, 'reserved:Room.open.range'],
  ['an option that Java\'s builder cannot set', { kind: 'interface', datatype: true, properties: [property('package')] }, 'reserved:Room.package'],
  ['a type that is its namespace in C#', { name: 'Rooms' }, 'reserved:Rooms'],
  ['a method that every Java object has', { methods: [method('notify')] }, 'object:Room.notify'],
  ['a getter that every Java object has', { properties: [property('class')] }, 'object:Room.class'],
  ['a method that every C# object has', { methods: [method('getHashCode')] }, 'object:Room.getHashCode'],
  ['a member of its type\'s name', { methods: [method('room')] }, 'object:Room.room'],
  ['a type without a word', { docs: {} }, 'document:Room'],
  ['a member without a word', { properties: [property('door', { docs: {} })] }, 'document:Room.door'],
  ['a member that repeats its name', { properties: [property('doorName', { docs: { summary: 'The name of the door.' } })] }, 'document:Room.doorName'],
  ['a parameter without a word', { methods: [method('open', { parameters: [{ name: 'key', type: STRING }] })] }, 'document:Room.open.key'],
  ['a constant without a word', { kind: 'enum', members: [{ name: 'A' }] }, 'document:Room.A'],
  ['an option without a default', { kind: 'interface', datatype: true, properties: [property('door', { optional: true })] }, 'default:Room.door'],
  ['a number without a unit', { properties: [property('height', { type: NUMBER })] }, 'unit:Room.height'],
  ['a list of numbers without a unit', { properties: [property('heights', { type: { collection: { kind: 'array', elementtype: NUMBER } } })] }, 'unit:Room.heights'],
])('%s is a fault', (_, type, key) => {
  expect(faults(type)).toContain(key);
});

test.each(['Days that it stands open.', 'How many doors it has.', 'How loud it is, from 0 to 10.', 'A whole number.'])('"%s" says what a number is', summary => {
  expect(faults({ properties: [property('height', { type: NUMBER, docs: { summary } })] })).toEqual([]);
});

test('what is inherited is the business of whoever declared it; what every construct has needs no words', () => {
  expect(faults({
    initializer: { parameters: [{ name: 'scope', type: STRING }, { name: 'id', type: STRING }] },
    methods: [method('wait', { overrides: 'constructs.Construct', docs: {}, parameters: [{ name: 'key', type: STRING }] })],
  })).toEqual([]);
});
