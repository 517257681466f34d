import { join } from 'path';
import { Project } from './fixtures/project';
import { ArtifactLock } from '../../src';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const ZIP = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

let project: Project;
beforeEach(async () => {
  project = await Project.create();
});
afterEach(async () => project.remove());

const lock = (...args: string[]) => project.run('artifacts', 'lock', ...args);
const locked = () => JSON.parse(project.read('artifacts.lock.json'));

test('a version of an image is its digest, a file is called after what is in it; what is there stays', async () => {
  project.write('site.tar.gz', 'hello');
  expect(await lock('image', 'shop/api:v1.4.2', DIGEST)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`shop/api:v1.4.2 is ${DIGEST}`) });
  expect(await lock('file', 'site:v1.4.2', 'site.tar.gz')).toMatchObject({
    exitCode: 0, stdout: expect.stringContaining(`put-object --if-none-match '*' --bucket <bucket> --key site/${ZIP}.tar.gz --body site.tar.gz`),
  });
  expect(locked()).toEqual({ version: 1, images: { 'shop/api:v1.4.2': DIGEST }, files: { 'site:v1.4.2': `${ZIP}.tar.gz` } });
  const read = ArtifactLock.fromFile(join(project.directory, 'artifacts.lock.json'));
  expect([read.imageDigest('shop/api', 'v1.4.2'), read.fileName('site', 'v1.4.2')]).toEqual([DIGEST, `${ZIP}.tar.gz`]);
});

test('a version is for good', async () => {
  const other = DIGEST.replace(/a$/, 'b');
  await lock('image', 'api:v1', DIGEST);
  expect(await lock('image', 'api:v1', DIGEST)).toMatchObject({ exitCode: 0 });
  expect(await lock('image', 'api:v1', other)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('a version is for good') });
  expect(locked().images).toEqual({ 'api:v1': DIGEST });
  expect(await lock('image', 'api:v1', other, '--replace')).toMatchObject({ exitCode: 0 });
  expect(locked().images).toEqual({ 'api:v1': other });
});

test.each([
  ['no tag', ['image', 'api', DIGEST], '"api:v1.4.2"'],
  ['a tag for a digest', ['image', 'api:v1', 'latest'], 'containerimage.digest'],
  ['no such file', ['file', 'site:v1', 'nowhere.zip'], 'expected: a file'],
  ['no such kind', ['package', 'x:v1', DIGEST], 'Allowed choices are image, file'],
])('%s is an error that says what to write, and nothing is written', async (_, args, expected) => {
  const { exitCode, stderr } = await lock(...args);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(expected)]);
  expect(() => project.read('artifacts.lock.json')).toThrow('ENOENT');
});

test('a lock that is none is an error, and stays as it is', async () => {
  project.write('artifacts.lock.json', { version: 1, images: { api: 'latest' } });
  const { exitCode, stderr } = await lock('image', 'api:v1', DIGEST);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('images: got "api", expected a name and a tag')]);
  expect(locked()).toEqual({ version: 1, images: { api: 'latest' } });
});
