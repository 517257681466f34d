import { readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { installed, Language, only, run } from './language';

export const TYPESCRIPT: Language = {
  name: 'typescript',
  target: 'js',
  budget: 'platform/app.ts',
  missing: () => undefined,
  install: directory => {
    // a tarball of the same version that was installed before is not the same tarball
    for (const path of ['package-lock.json', 'node_modules/@astradot']) rmSync(join(directory, path), { recursive: true, force: true });
    const file = join(directory, 'package.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    manifest.dependencies['@astradot/cloud-platform'] = `file:${tarball()}`;
    manifest.overrides = { '@aws-cdk/cloud-assembly-schema': installed('@aws-cdk/cloud-assembly-schema') };
    writeFileSync(file, JSON.stringify(manifest));
    run(directory, 'npm', 'install', '--no-audit', '--no-fund');
  },
  types: directory => Object.values<{ name: string }>(JSON.parse(readFileSync(join(directory, 'node_modules/@astradot/cloud-platform/.jsii'), 'utf8')).types)
    .map(({ name }) => name),
};

function tarball(): string {
  return only('dist/js', readdirSync('dist/js'), /\.tgz$/);
}
