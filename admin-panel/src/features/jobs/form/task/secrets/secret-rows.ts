import { MASK, type MaskedSecret, secretName, secretValue } from '@punctual/contracts/tasks/secrets';
import { safeParse } from '@punctual/contracts/validation';
import { whatWords } from '../../../../../lib/strings/form-what.ts';
import { language } from '../../../../../lib/strings/language.ts';
import type { Read } from '../json-text.ts';

const words = whatWords.secrets;

/**
 * A secret in the form. `value`: null for one that is set and stays. `setAt`: null for one that is not set
 * yet.
 */
export interface SecretRow {
  name: string;
  value: string | null;
  setAt: string | null;
}

export type Secrets = Record<string, string | MaskedSecret>;

export const EMPTY_ROW: SecretRow = { name: '', value: '', setAt: null };

/** Reads the rows of a text that `rowsText` has made. */
export const rowsIn = (text: string): SecretRow[] =>
  text === '' ? [] : (JSON.parse(text) as { rows: SecretRow[] }).rows;

/** Makes the text of the form's field for these rows; empty for none. */
export const rowsText = (rows: readonly SecretRow[]): string =>
  rows.length === 0 ? '' : JSON.stringify({ rows });

/** Makes the text of the form's field for secrets as the API has them. */
export const secretsText = (secrets: Secrets): string =>
  rowsText(
    Object.entries(secrets).map(([name, secret]) =>
      typeof secret === 'string'
        ? { name, value: secret, setAt: null }
        : { name, value: null, setAt: secret.setAt },
    ),
  );

/** Reads what is sent for the field: a text sets a secret, one that stays is sent as the API answered it. */
export function readSecrets(text: string): Read<Secrets | undefined> {
  const rows = rowsIn(text)
    .map((row) => ({ ...row, name: row.name.trim() }))
    .filter(({ name, value }) => name !== '' || value !== '');
  const names = rows.map(({ name }) => name);
  const message = rows.map((row) => problem(row, names)).find((found) => found !== null);
  if (message) return { ok: false, message };
  const sent = rows.map(({ name, value, setAt }) => [name, value ?? { value: MASK, setAt }] as const);
  return { ok: true, value: rows.length === 0 ? undefined : (Object.fromEntries(sent) as Secrets) };
}

/** Describes what is wrong with secrets, never with a value in it. */
function problem({ name, value }: SecretRow, names: readonly string[]): string | null {
  if (name === '') return words.nameless;
  if (names.filter((other) => other === name).length > 1) return words.twice(name);
  if (value === '') return words.empty(name);
  const checked = [
    safeParse(secretName, name, language),
    safeParse(secretValue, value ?? MASK_FITS, language),
  ];
  return checked.find(({ success }) => !success)?.error?.issues[0]?.message ?? null;
}

/** Takes the place of a value that was good when it was set. */
const MASK_FITS = 'set';

/** Leaves out the values that were entered; answers the names of those. */
export function withoutValues(text: string): { text: string; names: string[] } {
  const rows = rowsIn(text);
  const names = rows.flatMap(({ name, value }) => (value ? [name || words.unnamed] : []));
  return { text: rowsText(rows.map((row) => (row.value ? { ...row, value: '' } : row))), names };
}
