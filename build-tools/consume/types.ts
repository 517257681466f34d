import { Consumer, NAME, VERSIONS } from './consumer';
import type { Checks } from '../tally';

/** An application that takes the types as a user does; nothing in them may be skipped. */
const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022', module: 'node16', moduleResolution: 'node16', lib: ['ES2022'], types: ['node'], strict: true, noEmit: true, skipLibCheck: false, esModuleInterop: true,
  },
  files: ['acme.ts'],
};

/** The types hold under each TypeScript, beside the oldest and the newest aws-cdk-lib. What is wrong in others' declarations is theirs. */
export async function checkTypes(checks: Checks, consumer: Consumer): Promise<void> {
  const { oldestCdk, newestCdk, constructs, oldestTypeScript, ownTypeScript, newestTypeScript } = VERSIONS;
  for (const cdk of [oldestCdk, newestCdk]) {
    const app = consumer.app(`types-${cdk}`, { 'aws-cdk-lib': cdk, constructs, '@types/node': '^20' });
    app.run('npm', 'install', '--no-audit', '--no-fund');
    app.write('tsconfig.json', JSON.stringify(TSCONFIG));
    for (const version of [oldestTypeScript, ownTypeScript, newestTypeScript]) {
      await checks.check(`its types hold under TypeScript ${version}, beside aws-cdk-lib ${cdk}`, () => {
        app.run('npm', 'install', '--no-audit', '--no-fund', '--no-save', `typescript@${version}`);
        const said = app.failure('npx', '--no', 'tsc', '--project', 'tsconfig.json') ?? '';
        const errors = said.match(/^.*error TS\d+.*$/gm) ?? [];
        if (said && !errors.length) return said;
        return errors.filter(error => /^acme\.ts/.test(error) || error.includes(NAME)).join('\n');
      });
      await checks.check(`TypeScript ${version} finds what is wrong there`, () => {
        app.write('wrong.ts', `import { LandingZone } from '${NAME}';\nLandingZone.nowhere();\n`);
        const said = app.failure('npx', '--no', 'tsc', '--noEmit', '--module', 'node16', '--moduleResolution', 'node16', '--target', 'ES2022', '--skipLibCheck', '--types', 'node', 'wrong.ts');
        return said?.includes('nowhere') ? undefined : said ?? 'it found nothing';
      });
    }
  }
}
