import { mkdir, readFile } from 'fs/promises';
import { dirname } from 'path';
import writeFileAtomic from 'write-file-atomic';
import { CliError } from './errors';
import { EMPTY_REGISTRY, parseRegistry, RegistryFile, renderRegistry } from '../accounts/registry-file';

/** `accounts.json` on disk. */
export class RegistryStore {
  /** `shown` is the path as the user gave it. */
  constructor(private readonly path: string, public readonly shown = path) {
  }

  /** The registry as it was written; empty if there is no file yet; an error if it cannot be trusted. */
  public async read(): Promise<{ readonly file: RegistryFile; readonly text?: string }> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { file: EMPTY_REGISTRY };
      throw new CliError({ what: 'the registry cannot be read', where: this.shown, got: (error as Error).message, expected: 'a file' });
    }
    const { file, problems } = parseRegistry(text);
    if (problems.length) {
      throw new CliError({
        what: 'the registry is malformed; nothing was written',
        where: this.shown,
        got: problems.map(({ what, got }) => `${what}: ${JSON.stringify(got)}`).join('\n'),
        expected: problems.map(({ expected }) => expected).join('\n'),
        instead: problems.find(({ instead }) => instead.includes('package.json'))?.instead
          ?? `the file as it was committed ("git checkout ${this.shown}"), or move it away and run "cloud-platform accounts sync"`,
      });
    }
    return { file, text };
  }

  /** Whether the file has other bytes. */
  public async differs(file: RegistryFile): Promise<boolean> {
    return await readFile(this.path, 'utf8').catch(() => undefined) !== renderRegistry(file);
  }

  /** Whole or not at all; false if the bytes are there already. */
  public async write(file: RegistryFile): Promise<boolean> {
    if (!await this.differs(file)) return false;
    try {
      await mkdir(dirname(this.path), { recursive: true });
      await writeFileAtomic(this.path, renderRegistry(file));
    } catch (error) {
      throw new CliError({ what: 'the registry cannot be written; the file is as it was', where: this.shown, got: (error as Error).message });
    }
    return true;
  }
}
