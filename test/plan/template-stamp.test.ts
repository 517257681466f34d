import { readFileSync } from 'fs';
import { join } from 'path';
import { isStamped } from '../../src/plan/template-stamp';
import { landingZone, registered, withEnvironments } from '../support/acme';
import { appIn } from '../support/assembly';

/** Text and description of each template, by file. */
function templatesOf(build: (app: ReturnType<typeof appIn>) => void): [string, string][] {
  const app = appIn();
  build(app);
  return app.synth().stacksRecursively.map(stack => {
    const text = readFileSync(join(app.outdir, stack.templateFile), 'utf8');
    return [text, JSON.parse(text).Description];
  });
}

test('each template says in its description which template it is', () => {
  // WHEN
  const templates = templatesOf(withEnvironments(['production', 'staging']));

  // THEN
  expect(templates.length).toBeGreaterThan(6);
  for (const [text, description] of templates) expect(isStamped(text, description)).toBe(true);
});

test('whatever else is in it, the stamp is another one', () => {
  // GIVEN
  const [[text, description]] = templatesOf(withEnvironments(['production']));

  // WHEN
  const edited = text.replace('"Resources": {', '"Resources":  {');

  // THEN
  expect(edited).not.toBe(text);
  expect(isStamped(text, description)).toBe(true);
  expect(isStamped(edited, description)).toBe(false);
});

test('a description of the user\'s own stays, and is no stamp', () => {
  // WHEN
  const templates = templatesOf(app => {
    landingZone(app, registered()).dns.stack('eu-west-1').templateOptions.description = 'Our zones';
  });

  // THEN
  const [[text, description]] = templates.filter(([, said]) => said === 'Our zones');
  expect(isStamped(text, description)).toBe(false);
});
