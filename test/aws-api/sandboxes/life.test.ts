import * as fc from 'fast-check';
import { EXPIRES_TAG } from '../../../src/aws-api/sandboxes/constants';
import { dayOf } from '../../../src/aws-api/sandboxes/decision';
import { DAY, HOUR, RULES, SandboxWorld } from '../fixtures/sandbox-world';

/** What somebody, or AWS, does at a random time to a random sandbox. */
const DEED = fc.record({
  hour: fc.integer({ min: 0, max: 60 * 24 }),
  sandbox: fc.nat(199),
  what: fc.constantFrom('extend', 'shorten', 'overspend', 'spend less', 'nobody knows', 'close by hand', 'move by hand', 'forget in the code') as fc.Arbitrary<string>,
  days: fc.integer({ min: 1, max: 40 }),
});
const LIFE = fc.record({
  ends: fc.array(fc.integer({ min: -5, max: 45 }), { minLength: 200, maxLength: 200 }),
  deeds: fc.array(DEED, { minLength: 100, maxLength: 400 }),
  // shares of calls that fail, before or after they did what they should
  failing: fc.integer({ min: 0, max: 30 }),
  seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  closuresADay: fc.integer({ min: 1, max: 30 }),
});

/** What the promise needs to know of one sandbox, kept beside the keeper and without its tags. */
interface Model {
  /** Since when it has expired without a break; undefined while it has not. */
  expiredSince?: number;
  endedByHand?: boolean;
  /** By hand: the keeper leaves it there as long as it has not ended. */
  isMoved?: boolean;
}

test('200 sandboxes, whatever is done to them and whatever fails: each is where its date says, none is closed early, none is forgotten', async () => {
  await fc.assert(fc.asyncProperty(LIFE, async ({ ends, deeds, failing, seed, closuresADay }) => {
    // GIVEN
    const world = new SandboxWorld();
    const day = (days: number) => dayOf(world.now + days * DAY);
    const names = ends.map((_, index) => `s${index}`);
    ends.forEach((days, index) => world.add(names[index], day(days)));
    const models = new Map<string, Model>(names.map(name => [name, {}]));
    const byHour = new Map<number, typeof deeds>();
    for (const deed of deeds) byHour.set(deed.hour, [...byHour.get(deed.hour) ?? [], deed]);
    let random = seed;
    const chance = () => (random = random * 48271 % 2147483647) % 100;
    world.breaks = () => chance() < failing ? chance() < 50 ? 'before' : 'after' : undefined;

    const look = () => {
      for (const [name, model] of models) {
        const account = world.all.get(name)!;
        if (world.now < Date.parse(account.tags[EXPIRES_TAG])) model.expiredSince = undefined;
        else model.expiredSince ??= world.now;
      }
    };
    const checkClosures = (from: number) => {
      for (const { what, account } of world.events.slice(from)) {
        if (what !== 'close') continue;
        const { expiredSince, endedByHand } = models.get(account)!;
        expect({ account, early: !(world.now - expiredSince! >= RULES.gracePeriod * DAY), endedByHand, delegated: world.records.has(`${account}.sandbox.acme.com`) })
          .toEqual({ account, early: false, endedByHand: undefined, delegated: false });
        expect(world.all.get(account)!.place).toBe('quarantine');
      }
    };
    const hour = async (deed?: typeof deeds) => {
      for (const { sandbox, what, days } of deed ?? []) {
        const account = world.all.get(names[sandbox])!;
        if (account.state !== 'ACTIVE') continue;
        switch (what) {
          case 'extend': case 'shorten': account.tags[EXPIRES_TAG] = day(what === 'extend' ? days : 0); break;
          case 'overspend': account.spent = 'beyond'; break;
          case 'spend less': account.spent = 'within'; break;
          case 'nobody knows': account.spent = 'unknown'; break;
          case 'close by hand': account.state = 'SUSPENDED'; models.get(names[sandbox])!.endedByHand = true; break;
          case 'move by hand': models.get(names[sandbox])!.isMoved = true; account.place = (['elsewhere', 'sandboxes', 'quarantine'] as const)[days % 3]; break;
          default: break; // the tags stay: there is nothing to forget
        }
      }
      look();
      const from = world.events.length;
      await world.run().catch(() => undefined);
      checkClosures(from);
      world.now += HOUR;
    };

    // WHEN all of it happens, and calls fail; then they do not fail any more, and AWS closes whatever it is asked to
    for (let time = 0; time <= 60 * 24; time += 4) {
      if (time % 24 === 0) world.closures = closuresADay;
      await hour([0, 1, 2, 3].flatMap(offset => byHour.get(time + offset) ?? []));
      world.now += 3 * HOUR;
    }
    world.breaks = () => undefined;
    world.closures = Infinity;
    await hour();

    // THEN at once each is where its date and its budget say
    for (const [name, { endedByHand, isMoved }] of models) {
      const { state, place, tags, spent } = world.all.get(name)!;
      if (endedByHand) {expect([name, state]).toEqual([name, 'SUSPENDED']);} else if (state === 'ACTIVE') {
        const isOut = world.now - HOUR >= Date.parse(tags[EXPIRES_TAG]) || spent === 'beyond';
        if (isOut) expect([name, place]).toEqual([name, 'quarantine']);
        else if (spent === 'within' && !isMoved) expect([name, place, world.records.has(tags['cloud-platform:zone'])]).toEqual([name, 'sandboxes', true]);
      }
    }
    // and in the end, when nobody does anything any more, all have ended and none leaves a name behind
    for (let days = 0; days < 80; days++) {
      world.now += DAY;
      await hour();
    }
    for (const [name, { endedByHand }] of models) {
      const { state } = world.all.get(name)!;
      expect([name, state, endedByHand || !world.records.has(`${name}.sandbox.acme.com`)]).toEqual([name, endedByHand ? 'SUSPENDED' : 'PENDING_CLOSURE', true]);
    }
  }), { numRuns: Number(process.env.FC_RUNS ?? 2), endOnFailure: true });
});
