import { z } from 'zod';
import { speaking } from '../validation.ts';
import { EMAIL_WORDS } from './email-words.ts';
import { EMAIL_LIMIT } from './user-limits.ts';

const says = speaking(EMAIL_WORDS);
const form = says((words) => words.form);
/** One plain address: no display name, no list, no group, nothing that cannot be seen. */
const ADDRESS = /^[^\s\p{C}@,;:<>()[\]\\"]+@[^\s\p{C}@,;:<>()[\]\\"/?#%]+$/u;
/** A domain in ASCII. Of digits at the end a browser would make the address of a machine. */
const DOMAIN =
  /^(?!.*(?:^|\.)\d+$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const DOMAIN_LIMIT = 253;
/** Characters that are not seen: they format a text, or set its direction. */
const UNSEEN = /\p{Cf}/gu;

/**
 * Returns the one form of a domain, which is in ASCII, lower case, and has no dot at its end; null if it is none. The
 * parser of URLs does it, by UTS 46: full-width letters, upper case and other forms of one letter become the same.
 */
export function canonicalDomain(domain: string): string | null {
  const address = `http://${domain}/`;
  if (/[\s\p{C}/?#%@:[\]\\]/u.test(domain) || !URL.canParse(address)) return null;
  const ascii = new URL(address).hostname.replace(/\.$/, '');
  return ascii.length <= DOMAIN_LIMIT && DOMAIN.test(ascii) ? ascii : null;
}

/**
 * Returns the one form of an email address: NFC and lower case, the domain in ASCII. Null if it is no address. Every
 * address that is stored, compared or counted has this form, so that a mailbox is one address.
 */
export function canonicalEmail(text: string): string | null {
  const given = text.trim();
  if (!ADDRESS.test(given)) return null;
  const at = given.lastIndexOf('@');
  const domain = canonicalDomain(given.slice(at + 1));
  const local = given.slice(0, at).normalize('NFC').toLowerCase().normalize('NFC');
  const address = `${local}@${domain}`;
  // The form is judged again: a Greek question mark, which looks like a semicolon, becomes one.
  return ADDRESS.test(address) && domain !== null && address.length <= EMAIL_LIMIT ? address : null;
}

/**
 * Names the mailbox of an address, also of one that an earlier release stored and that is accepted no more: mails are
 * counted by it.
 */
export const mailboxOf = (address: string): string =>
  canonicalEmail(address.replace(UNSEEN, '')) ?? address.normalize('NFC').toLowerCase();

/** An email address, which is changed to its canonical form. */
export const emailAddress = z
  .string(form)
  .trim()
  .max(EMAIL_LIMIT, { ...says((words) => words.longest(EMAIL_LIMIT)), abort: true })
  .regex(ADDRESS, { ...form, abort: true })
  .overwrite((given) => canonicalEmail(given) ?? given)
  .refine((given) => canonicalEmail(given) !== null, form);

/** An email address as it is typed to find an account: earlier releases stored forms that are accepted no more. */
export const typedEmail = z.string(form).trim().min(1, form).max(EMAIL_LIMIT).regex(/@/, form);
