import type { AlternateContact, AlternateContacts } from './alternate-contacts';
import type { Contact } from '../aws-api/organization/constants';
import type { Problems } from '../private/problems';

const TYPES = ['security', 'billing', 'operations'] as const;

/** @see https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html */
const RULES: { readonly [key in keyof AlternateContact]: { readonly holds: RegExp; readonly expected: string; readonly instead: string } } = {
  name: { holds: /^(?=.*\S).{1,64}$/, expected: '1 to 64 characters', instead: '"Security"' },
  title: { holds: /^(?=.*\S).{1,50}$/, expected: '1 to 50 characters', instead: '"Security team"' },
  email: { holds: /^(?=.{3,254}$)[^\s@]+@[^\s@]+\.[^\s@]+$/, expected: 'an e-mail address of at most 254 characters', instead: '"security@example.com"' },
  phone: { holds: /^(?=.*\d)[\s0-9()+-]{1,25}$/, expected: 'at most 25 digits, spaces, brackets, + and -', instead: '"+49 30 123456"' },
};

export function checkAlternateContacts(problems: Problems, path: string, contacts: AlternateContacts): void {
  for (const type of TYPES) {
    const contact = contacts[type];
    if (!contact) continue;
    for (const [key, { holds, expected, instead }] of Object.entries(RULES)) {
      const value = contact[key as keyof AlternateContact];
      if (!holds.test(value ?? '')) problems.add(path, `alternateContacts.${type}.${key}`, value, expected, instead);
    }
  }
}

/** As the API wants them; undefined if nobody is named. */
export function contactProperties(contacts: AlternateContacts): Record<string, Contact> | undefined {
  const named = TYPES.flatMap(type => {
    const contact = contacts[type];
    if (!contact) return [];
    return [[type.toUpperCase(), { Name: contact.name, Title: contact.title, EmailAddress: contact.email, PhoneNumber: contact.phone }]];
  });
  return named.length ? Object.fromEntries(named) : undefined;
}
