import { z } from 'zod';
import { speaking } from '../validation.ts';
import { HEADER_VALUE_LIMIT } from './http-headers.ts';
import { TASK_WORDS } from './task-words.ts';

const says = speaking(TASK_WORDS);

/** The text that is shown instead of a secret. */
export const MASK = '••••';

const SECRET_LIMIT = 20;
const NAME = /^[A-Z][A-Z0-9_]{0,63}$/;
/** One line in Latin-1, which a header can carry, without characters that could end it. */
const VALUE = /^[\u0020-\u007e\u00a0-\u00ff]+$/;
const REFERENCE = /\{\{\s*secrets\.([A-Z][A-Z0-9_]{0,63})\s*\}\}/g;

export const secretName = z.string().regex(
  NAME,
  says((words) => words.secretName),
);
export const secretValue = z
  .string()
  .max(
    HEADER_VALUE_LIMIT,
    says((words) => words.longestSecret(HEADER_VALUE_LIMIT)),
  )
  .regex(
    VALUE,
    says((words) => words.secretLine),
  );

/** A secret as it is answered; sent back like that, it stays as it is, as long as the job calls the same scheme, host and port. */
const maskedSecret = z.strictObject({ value: z.literal(MASK), setAt: z.iso.datetime() });
export type MaskedSecret = z.infer<typeof maskedSecret>;

/** Secrets by name: a text sets one, what was answered keeps it for the same origin, and what is left out is removed. */
export const secrets = z.record(secretName, z.union([secretValue, maskedSecret])).refine(
  (given) => Object.keys(given).length <= SECRET_LIMIT,
  says((words) => words.mostSecrets(SECRET_LIMIT)),
);

/** Finds the references of a text to secrets, as they are written, and the names in them. */
export const secretReferences = (text: string): { reference: string; name: string }[] =>
  [...text.matchAll(REFERENCE)].map(([reference, name]) => ({ reference, name: String(name) }));

/** Finds the names of the secrets that a text refers to, as `{{ secrets.TOKEN }}`. */
export const secretsIn = (text: string): string[] => secretReferences(text).map(({ name }) => name);

/** Removes the references from a text; the rest is as it will be sent. */
export const withoutSecrets = (text: string): string => text.replace(REFERENCE, '');

/** Fills in the values of a text's secrets; references to unknown ones stay as they are. */
export const filled = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replace(REFERENCE, (written, found: string) => values.get(found) ?? written);

/** Fills in an address: a value is escaped, so that it stays in the part of the address in which it was put. */
export const filledAddress = (url: string, values: ReadonlyMap<string, string>): string =>
  url.replace(REFERENCE, (written, found: string) => {
    const value = values.get(found);
    return value === undefined ? written : encodeURIComponent(value);
  });

/**
 * Changes all texts of a JSON value; its keys stay.
 * @param change gets each text, and the keys that lead to it
 */
export function mapTexts<T>(
  json: T,
  change: (text: string, path: readonly string[]) => string,
  path: readonly string[] = [],
): T {
  const inner = (value: unknown, key: string | number) => mapTexts(value, change, [...path, String(key)]);
  if (typeof json === 'string') return change(json, path) as T;
  if (Array.isArray(json)) return json.map(inner) as T;
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, inner(value, key)])) as T;
}

/** Collects all texts of a JSON value. */
export function textsOf(json: unknown): string[] {
  const texts: string[] = [];
  mapTexts(json, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}
