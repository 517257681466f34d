/** The tests of the embedded AWS, which is Python: in its own virtual environment, made here if it is missing. */
import { spawnSync } from 'child_process';
import { ensureVirtualEnvironment } from '../local/embedded-aws';

void ensureVirtualEnvironment().then(python => {
  const { status, error } = spawnSync(python, ['-m', 'pytest', 'local/tests', '-q'], { stdio: 'inherit' });
  if (error) throw error;
  process.exitCode = status ?? 1;
});
