import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

/** A template of an example. */
export interface ExampleTemplate {
  readonly path: string;
  /** Path of its stack. */
  readonly stack: string;
  readonly region: string;
  readonly template: any;
}

/** All templates that `npx projen synth:examples` wrote, with the region each is for. */
export function exampleTemplates(): ExampleTemplate[] {
  return ['examples/platform/cdk.out', 'examples/application/cdk.out'].flatMap(dir => {
    const { artifacts } = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'));
    const stacks = Object.entries<any>(artifacts).filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack');
    const regions = new Map(stacks.map(([, { environment, properties }]) => [properties.templateFile, environment.split('/').pop() as string]));
    const paths = new Map(stacks.map(([id, { displayName, properties }]) => [properties.templateFile, displayName ?? id]));
    return readdirSync(dir).filter(file => file.endsWith('.template.json')).map(file => ({
      path: join(dir, file),
      stack: paths.get(file) ?? file,
      region: /^unknown/.test(regions.get(file) ?? 'unknown') ? 'eu-west-1' : regions.get(file)!,
      template: JSON.parse(readFileSync(join(dir, file), 'utf8')),
    }));
  });
}
