import { unless } from '../../../src/aws-api/runtime/unless';

const failing = (name: string) => () => Promise.reject(Object.assign(new Error('no such thing'), { name }));

test('it gives what the call gives', async () => {
  expect(await unless(['NoSuchEntity'], async () => 'found')).toBe('found');
});

test('what is not there is nothing, by any of its names; any other failure is one', async () => {
  expect(await unless(['NoSuchEntity', 'NotFound'], failing('NotFound'))).toBeUndefined();
  await expect(unless(['NoSuchEntity', 'NotFound'], failing('AccessDenied'))).rejects.toThrow('no such thing');
});
