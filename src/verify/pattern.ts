/** A text in which `*` stands for any text. */
export function pattern(text: string): RegExp {
  return new RegExp(`^${text.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`);
}
