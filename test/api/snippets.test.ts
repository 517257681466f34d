import { Tablet, untranslated } from '../../build-tools/api/snippets';

const SAID = { python: { source: 'Room(door)' }, java: { source: 'new Room(door)' }, csharp: { source: 'new Room(Door)' }, go: { source: 'rooms.NewRoom(Door)' } };
type Snippet = Tablet['snippets'][string];
const tablet = (more: Partial<Snippet>): Tablet => ({ snippets: { a: { didCompile: true, location: { api: { api: 'member', fqn: 'rooms.Room', memberName: 'open' } }, translations: SAID, ...more } } });

test('a snippet that every language can say has no fault', () => {
  expect(untranslated(tablet({}))).toEqual([]);
});

test.each<[string, Partial<Snippet>, string]>([
  ['one that does not compile', { didCompile: false }, 'rooms.Room.open does not compile'],
  ['one without a language', { translations: { ...SAID, go: { source: '' } } }, 'rooms.Room.open is not translated into go'],
  ['one that a language has no words for', { translations: { ...SAID, java: { source: 'new Room((SpreadElement ...doors\n  (Identifier doors)))' } } }, 'rooms.Room.open: java has no word for SpreadElement'],
  ['one of the README', { didCompile: false, location: { api: { api: 'moduleReadme', moduleFqn: 'rooms' } } }, 'README does not compile'],
])('%s is told', (_, more, fault) => {
  expect(untranslated(tablet(more))).toContain(fault);
});
