import { join } from 'path';
import { Consumer, NAME, VERSIONS } from './consumer';
import type { Checks } from '../tally';

/** An application that takes the types as a user does; nothing in them may be skipped. */
const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022', module: 'node16', moduleResolution: 'node16', lib: ['ES2022'], types: ['node'], strict: true, noEmit: true, skipLibCheck: false, esModuleInterop: true,
  },
  // the second has a mistake that has to be found
  files: ['acme.ts', 'wrong.ts'],
};

/** The types hold under each TypeScript, beside the oldest and the newest aws-cdk-lib. What is wrong in others' declarations is theirs. */
export async function checkTypes(checks: Checks, consumer: Consumer): Promise<void> {
  const { oldestCdk, newestCdk, constructs, oldestTypeScript, ownTypeScript, newestTypeScript } = VERSIONS;
  for (const cdk of [oldestCdk, newestCdk]) {
    const app = consumer.app(`types-${cdk}`, { 'aws-cdk-lib': cdk, constructs, '@types/node': '^20' });
    app.run('npm', 'install', '--no-audit', '--no-fund');
    app.write('tsconfig.json', JSON.stringify(TSCONFIG));
    app.write('wrong.ts', `import { LandingZone } from '${NAME}';\nLandingZone.nowhere();\n`);
    for (const version of [oldestTypeScript, ownTypeScript, newestTypeScript]) {
      await checks.check(`its types hold under TypeScript ${version}, beside aws-cdk-lib ${cdk}`, () => {
        app.run('npm', 'install', '--no-audit', '--no-fund', '--no-save', `typescript@${version}`);
        const said = app.failure(join('node_modules', '.bin', 'tsc'), '--project', 'tsconfig.json') ?? '';
        const errors = (said.match(/^.*error TS\d+.*$/gm) ?? []).filter(error => !/^node_modules\//.test(error) || error.includes(NAME));
        const [expected, others] = [errors.filter(error => /^wrong\.ts.*'nowhere'/.test(error)), errors.filter(error => !/^wrong\.ts.*'nowhere'/.test(error))];
        if (others.length) return others.join('\n');
        return expected.length === 1 ? undefined : `it did not find what is wrong in wrong.ts: ${said}`;
      });
    }
  }
}
