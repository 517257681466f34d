import { createHash } from 'crypto';
import { createReadStream } from 'fs';
import { readFile } from 'fs/promises';
import { basename } from 'path';
import { pipeline } from 'stream/promises';
import writeFileAtomic from 'write-file-atomic';
import { EMPTY_LOCK, IMAGE_DIGEST, LockFile, parseLock, renderLock, VERSIONED_NAME } from '../../artifacts/lock-file';
import { CliError, ExitCode } from '../errors';
import { finish, Tool } from '../tool';

export interface LockOptions {
  readonly lock: string;
  readonly replace?: boolean;
}

/** `artifacts lock`: writes down which bytes a version is. Offline: whoever publishes knows the digest. @param value a digest; the path of a file */
export async function artifactsLock(tool: Tool, kind: 'image' | 'file', name: string, value: string, options: LockOptions): Promise<ExitCode> {
  if (!VERSIONED_NAME.test(name)) throw bad('name of a version', name, 'the name of an artifact and a tag', '"api:v1.4.2"');
  if (kind === 'image' && !IMAGE_DIGEST.test(value)) throw bad('digest', value, '"sha256:" and 64 hexadecimal digits', 'what docker buildx build --metadata-file says under "containerimage.digest"');
  const locked = kind === 'image' ? value : await fileName(value);
  const lock = await read(options.lock);
  const part = kind === 'image' ? 'images' : 'files';
  const known = lock[part][name];
  if (known !== undefined && known !== locked && !options.replace) {
    throw bad(`${kind} ${name}`, locked, `${known}, as it is in ${options.lock}: a version is for good`, 'another tag, or --replace if what is there was never published');
  }
  await writeFileAtomic(options.lock, renderLock({ ...lock, [part]: { ...lock[part], [name]: locked } }));
  const put = kind === 'file'
    ? [`aws s3api put-object --if-none-match '*' --bucket <bucket> --key ${name.split(':')[0]}/${locked} --body ${value}`] : [];
  return finish(tool, { kind, name, locked, lock: options.lock }, [`${name} is ${locked}`, ...put].join('\n'));
}

async function read(path: string): Promise<LockFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return EMPTY_LOCK;
    throw error;
  }
  try {
    return parseLock(text, path);
  } catch (error) {
    throw new CliError({ what: 'the lock of artifacts cannot be read', where: path, got: (error as Error).message, instead: 'mend the file, or take it out and lock again' });
  }
}

/** What a file is called in its store: the digest of what is in it, and its own ending. */
async function fileName(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    throw bad('file', path, 'a file', `the path of what was built: ${(error as Error).message}`);
  }
  const [ending = ''] = basename(path).match(/(\.tar)?\.[A-Za-z0-9]{1,10}$/) ?? [];
  return `${hash.digest('hex')}${ending}`;
}

function bad(what: string, got: string, expected: string, instead: string): CliError {
  return new CliError({ what, got, expected, instead });
}
