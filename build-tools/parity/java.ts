import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { pathToFileURL } from 'url';
import { installed, lacks, Language, only, run } from './language';

/** Maven's cache, for packing as well. */
export const LOCAL_REPOSITORY = resolve('.parity/maven');

export const JAVA: Language = {
  name: 'java',
  target: 'java',
  budget: 'src/main/java/com/acme/platform/PlatformApp.java',
  missing: () => lacks('java', 'javac', '--version') ?? lacks('java', 'mvn', '--version'),
  install: directory => {
    // an artefact of the same version that was installed before is not the same artefact
    rmSync(join(LOCAL_REPOSITORY, 'com/astradot'), { recursive: true, force: true });
    writeFileSync(join(directory, 'settings.xml'), settings(pathToFileURL(resolve('dist/java')).href));
    mkdirSync(join(directory, '.mvn'), { recursive: true });
    writeFileSync(join(directory, '.mvn/maven.config'), `--settings=${join(directory, 'settings.xml')}\n-Dmaven.repo.local=${LOCAL_REPOSITORY}\n`);
    const pom = join(directory, 'pom.xml');
    writeFileSync(pom, readFileSync(pom, 'utf8').replace('  <dependencies>', `${managed()}\n  <dependencies>`));
    run(directory, 'mvn', '--batch-mode', '--quiet', 'compile');
  },
  types: () => run('.', 'jar', '--list', '--file', artefact(/\d\.jar$/)).split('\n').map(path => /^com\/astradot\/cloudplatform\/(\w+)\.class$/.exec(path)?.[1] ?? ''),
  promises: {
    'sources and documentation lie beside it': () => void [artefact(/-sources\.jar$/), artefact(/-javadoc\.jar$/)],
  },
};

function artefact(pattern: RegExp): string {
  return only('dist/java', readdirSync('dist/java', { recursive: true }) as string[], pattern);
}

function settings(repository: string): string {
  return `<settings><profiles><profile><id>packed</id><activation><activeByDefault>true</activeByDefault></activation>
<repositories><repository><id>packed</id><url>${repository}</url></repository></repositories></profile></profiles></settings>\n`;
}

function managed(): string {
  return `  <dependencyManagement><dependencies><dependency>
    <groupId>software.amazon.awscdk</groupId><artifactId>cdk-cloud-assembly-schema</artifactId>
    <version>${installed('@aws-cdk/cloud-assembly-schema')}</version>
  </dependency></dependencies></dependencyManagement>`;
}
