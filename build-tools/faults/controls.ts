import { join } from 'path';
import type { Scenario } from './scenarios';
import type { World } from './world';
import type { FaultName } from '../../local/faults/fault';

/** A handler that must not pass: with each of these faults at this call it has to be found out. */
export interface Control {
  readonly scenario: Scenario;
  readonly at: number;
  readonly by: FaultName[];
}

export const CONTROLS: Control[] = [
  {
    scenario: careless('a handler that makes without looking', 'Custom::Unlooked', async world => {
      await world.organization();
      return () => world.organized();
    }),
    at: 2,
    by: ['lost', 'belied', 'twice', 'unheard', 'killed'],
  },
  {
    scenario: careless('a handler that counts', 'Custom::Counted', async world => {
      await world.parameter('eu-west-1', '/count', '1', 'How often it ran');
      return () => world.parameters();
    }),
    at: 2,
    by: ['unheard', 'killed'],
  },
];

function careless(name: string, type: string, before: (world: World) => Promise<() => Promise<unknown>>): Scenario {
  return {
    name,
    bundle: join(__dirname, 'careless.cjs'),
    type,
    prepare: async world => ({ state: await before(world), request: { RequestType: 'Create', ResourceProperties: {} } }),
  };
}
