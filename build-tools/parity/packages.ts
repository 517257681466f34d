/** What is packed for each language, and that all of the library is in it. */
import { execFileSync } from 'child_process';
import { readdirSync, readFileSync, rmSync } from 'fs';
import { join } from 'path';
import { LOCAL_REPOSITORY } from './java';
import { Language, only } from './language';
import { TYPESCRIPT } from './typescript';
import { Checks } from '../tally';

const DOTNET = '.parity/dotnet';

/** Packs for these languages and TypeScript into `dist`; for .NET the code alone. */
export function pack(languages: readonly Language[]): void {
  const pacmak = (...args: string[]) => execFileSync('npx', ['jsii-pacmak', ...args], {
    encoding: 'utf8', stdio: 'pipe', maxBuffer: 64e6, env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
  });
  for (const { target } of [TYPESCRIPT, ...languages]) rmSync(join('dist', target), { recursive: true, force: true });
  pacmak('--parallel', '--maven-local-repository', LOCAL_REPOSITORY, ...[TYPESCRIPT, ...languages].flatMap(({ target }) => ['--target', target]));
  rmSync(DOTNET, { recursive: true, force: true });
  pacmak('--code-only', '--outdir', DOTNET, '--target', 'dotnet');
}

/** Names of all types of the public API. */
export function publicTypes(): string[] {
  return Object.values<{ name: string }>(JSON.parse(readFileSync('.jsii', 'utf8')).types).map(({ name }) => name);
}

/** .NET, whose SDK is not asked for: the code that was written, not what its compiler says of it. */
export async function checkDotnet(checks: Checks): Promise<void> {
  const files = readdirSync(DOTNET, { recursive: true }) as string[];
  const text = (pattern: RegExp) => readFileSync(only(DOTNET, files, pattern), 'utf8');
  const sources = new Set(files.map(file => /([^/\\]+)\.cs$/.exec(file)?.[1]));
  const { version, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  await checks.check('dotnet: there is code for every public type', () => publicTypes().filter(type => !sources.has(type)).join(', '));
  await checks.check('dotnet: the project asks for aws-cdk-lib as package.json does, and embeds the npm package', () => {
    const project = text(/\.csproj$/);
    const expected = [`"Amazon.CDK.Lib" Version="[${peerDependencies['aws-cdk-lib'].slice(1)},3.0.0)"`, `<PackageVersion>${version}<`, '<EmbeddedResource Include="'];
    only(DOTNET, files, /\.tgz$/);
    return expected.filter(part => !project.includes(part)).map(part => `got no ${part} in the project file`).join(', ');
  });
  await checks.check('dotnet: methods and properties have its names', () => {
    const [zone, props] = [text(/[/\\]LandingZone\.cs$/), text(/[/\\]LandingZoneProps\.cs$/)];
    const expected = ['public class LandingZone : Constructs.Construct', ' AddEnvironment(string name, ', ' AddSandbox(string name, '];
    return [...expected.filter(part => !zone.includes(part)), ...[' HomeRegion', ' DomainName'].filter(part => !props.includes(part))]
      .map(part => `got no ${part.trim()}`).join(', ');
  });
}
