import { parseDocument } from 'yaml';

/** The template that a StackSet carries in itself: JSON or YAML. The short forms of functions (`!Sub`) are left to whoever first needs them, and are an error till then. */
export function templateBody(text: unknown, where: string): any {
  if (typeof text !== 'string') throw new Error(`${where}: got a StackSet without TemplateBody, expected the template's text in it`);
  if (text.startsWith('{')) return JSON.parse(text);
  const document = parseDocument(text);
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) throw new Error(`${where}: TemplateBody: got ${fault.message}, expected YAML with functions in their long form (Fn::Sub)`);
  return document.toJS();
}
