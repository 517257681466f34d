import { existsSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { delimiter, join, resolve } from 'path';
import { installed, lacks, Language, only, run } from './language';

export const PYTHON: Language = {
  name: 'python',
  target: 'python',
  budget: 'platform/app.py',
  missing: () => lacks('python', 'python3', '-c', 'import sys, venv, ensurepip; assert sys.version_info >= (3, 10)'),
  install: directory => {
    const python = join(directory, '.venv/bin/python');
    if (!existsSync(python)) run(directory, 'python3', '-m', 'venv', '.venv');
    const constraints = join(directory, 'constraints.txt');
    writeFileSync(constraints, `aws-cdk.cloud-assembly-schema==${installed('@aws-cdk/cloud-assembly-schema')}\n`);
    const pip = (...args: string[]) => run(directory, python, '-m', 'pip', '--disable-pip-version-check', ...args);
    // a wheel of the same version that was installed before is not the same wheel
    pip('uninstall', '--quiet', '--yes', 'astradot.cloud-platform');
    pip('install', '--quiet', '--find-links', resolve('dist/python'), '--constraint', constraints, '--requirement', 'requirements.txt');
    pip('check');
  },
  types: directory => run(directory, '.venv/bin/python', '-c', 'import astradot_cloud_platform as library; print("\\n".join(library.__all__))').split('\n'),
  promises: {
    'the sdist builds the same wheel': directory => {
      const [wheel, sdist] = [/\.whl$/, /\.tar\.gz$/].map(kind => only('dist/python', readdirSync('dist/python'), kind));
      const built = join(directory, 'wheel');
      rmSync(built, { recursive: true, force: true });
      run(directory, '.venv/bin/python', '-m', 'pip', 'wheel', '--quiet', '--no-deps', '--wheel-dir', built, sdist);
      const [got, expected] = [only(built, readdirSync(built), /\.whl$/), wheel].map(path => contents(path));
      return got === expected ? undefined : `got ${got}, expected ${expected}`;
    },
    'pip refuses an aws-cdk-lib that is too old': directory => {
      try {
        run(directory, '.venv/bin/python', '-m', 'pip', 'install', '--quiet', '--dry-run', 'aws-cdk-lib==2.200.0', only('dist/python', readdirSync('dist/python'), /\.whl$/));
      } catch (error) {
        return /conflicting dependencies/.test((error as { stderr: string }).stderr) ? undefined : String(error);
      }
      return 'got no error';
    },
    'the tool comes with it': directory => /accounts/.test(run(directory, '.venv/bin/cloud-platform', '--help')) ? undefined : 'got no help',
  },
  environment: directory => ({ PATH: `${join(directory, '.venv/bin')}${delimiter}${process.env.PATH}` }),
};

/** Names and sizes of the files in a wheel, apart from what a build says of itself. */
function contents(wheel: string): string {
  return run('.', 'python3', '-c', `import sys, zipfile
print([(file.filename, file.file_size) for file in sorted(zipfile.ZipFile(sys.argv[1]).infolist(), key=lambda file: file.filename) if "dist-info" not in file.filename])`, wheel);
}
