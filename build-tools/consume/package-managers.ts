import { App, Consumer, NAME, VERSIONS } from './consumer';
import type { Checks } from '../tally';

interface Manager {
  readonly name: string;
  readonly cdk: string;
  /** Installs, and throws if a peer is missing or another one than asked for. */
  readonly install: (app: App, consumer: Consumer) => void;
  /** Runs a command of the project. */
  readonly exec: (app: App, ...command: string[]) => string;
}

const { oldestCdk, newestCdk, constructs, cli, tsx } = VERSIONS;
const tools = new Map<string, string>();

function tool(consumer: Consumer, name: string, version: string, bin = name): string {
  const known = tools.get(bin + version) ?? consumer.tool(name, version, bin);
  tools.set(bin + version, known);
  return known;
}

const MANAGERS: readonly Manager[] = [
  {
    name: `npm, aws-cdk-lib ${oldestCdk}`,
    cdk: oldestCdk,
    install: app => void app.run('npm', 'install', '--no-audit', '--no-fund', '--strict-peer-deps'),
    exec: (app, ...command) => app.run('npx', '--no', '--', ...command),
  },
  {
    // its node_modules has only what a package says that it needs
    name: `pnpm ${VERSIONS.pnpm}, aws-cdk-lib ${newestCdk}`,
    cdk: newestCdk,
    install: (app, consumer) => {
      app.write('pnpm-workspace.yaml', 'strictPeerDependencies: true\nautoInstallPeers: false\nstrictDepBuilds: false\n');
      app.run(tool(consumer, 'pnpm', VERSIONS.pnpm), 'install', '--no-frozen-lockfile');
    },
    exec: (app, ...command) => app.run(tools.get(`pnpm${VERSIONS.pnpm}`)!, 'exec', ...command),
  },
  {
    // it looks up what aws-cdk-lib bundles as well, and not every registry has that of the newest
    name: `yarn ${VERSIONS.yarn}, aws-cdk-lib ${oldestCdk}`,
    cdk: oldestCdk,
    install: (app, consumer) => {
      app.write('.yarnrc.yml', 'nodeLinker: node-modules\nenableImmutableInstalls: false\nenableTelemetry: false\nenableGlobalCache: true\nlogFilters: []\n');
      app.write('yarn.lock', '');
      const yarn = tool(consumer, '@yarnpkg/cli-dist', VERSIONS.yarn, 'yarn');
      app.run(yarn, 'install');
      // what aws-cdk-lib bundles has peers that yarn finds unmet: not ours
      const ours = app.run(yarn, 'explain', 'peer-requirements').split('\n').filter(line => line.includes(` to ${NAME}@`));
      const met = ['aws-cdk-lib', 'constructs'].every(peer => ours.some(line => line.includes('✓') && line.includes(` provides ${peer}@`)));
      if (!met || ours.some(line => line.includes('✘'))) throw new Error(ours.join('\n'));
    },
    exec: (app, ...command) => app.run(tools.get(`yarn${VERSIONS.yarn}`)!, 'exec', ...command),
  },
  {
    name: `yarn ${VERSIONS.yarnClassic}, aws-cdk-lib ${oldestCdk}`,
    cdk: oldestCdk,
    install: (app, consumer) => {
      app.run(tool(consumer, 'yarn', VERSIONS.yarnClassic), 'install', '--non-interactive', '--no-progress');
      const said = app.run(tool(consumer, 'yarn', VERSIONS.yarnClassic), 'check', '--integrity');
      if (!/success/.test(said)) throw new Error(said);
    },
    exec: (app, ...command) => app.run(tools.get(`yarn${VERSIONS.yarnClassic}`)!, '--silent', ...command),
  },
];

/** Each package manager installs it with peers that resolve, runs nothing of it, and the example synthesises to the same plan. */
export async function checkPackageManagers(checks: Checks, consumer: Consumer): Promise<void> {
  for (const { name, cdk, install, exec } of MANAGERS) {
    const app = consumer.app(name.replace(/\W+/g, '-'), { 'aws-cdk-lib': cdk, constructs, 'aws-cdk': cli, tsx });
    let installed = false;
    await checks.check(`${name}: it installs, and its peers resolve`, () => {
      install(app, consumer);
      const version = app.run('node', '-p', 'require("aws-cdk-lib/package.json").version').trim();
      installed = true;
      return version === cdk ? undefined : `got aws-cdk-lib ${version}`;
    });
    if (!installed) continue;
    await checks.check(`${name}: the example synthesises, with the same plan`, () => {
      exec(app, 'cdk', 'synth', '--quiet');
      return app.planFault();
    });
    await checks.check(`${name}: the tool runs`, () => {
      const help = exec(app, 'cloud-platform', '--help');
      return /accounts/.test(help) ? undefined : help;
    });
  }
}
