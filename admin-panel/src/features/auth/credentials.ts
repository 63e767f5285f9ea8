import { login, register } from '@punctual/shared/api/auth-contract';
import { ApiError, call, type Fetch } from '@punctual/shared/api/client';
import type { Answer } from '@punctual/shared/api/endpoint';
import { errorWords } from '../../lib/api/error-words.ts';
import { queryClient } from '../../lib/api/query-client.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';
import { watchedFetch } from '../../lib/connection.ts';
import { type FieldErrors, type Sorted, sortDetails } from '../../lib/forms/field-errors.ts';
import { startSession } from '../../lib/session/refresh.ts';
import { en } from '../../lib/strings/en.ts';
import { viewerZone } from '../../lib/time/zones.ts';

export interface Credentials {
  email: string;
  password: string;
  name: string;
}

const FIELDS = ['email', 'password', 'name'];
const fieldOf = (path: string): string | null => (FIELDS.includes(path) ? path : null);
const publicFetch: Fetch = watchedFetch;

/** What can be said without asking the server. */
export function checkCredentials(
  values: Credentials,
  words: { password: string },
  minPassword: number,
): FieldErrors {
  const errors: FieldErrors = {};
  const email = values.email.trim();
  if (email === '') errors.email = en.auth.enterEmail;
  else if (!/^[^\s@]+@[^\s@]+$/.test(email)) errors.email = en.auth.emailForm;
  if (values.password.length < minPassword) errors.password = words.password;
  return errors;
}

export async function logIn({ email, password }: Credentials): Promise<Sorted | undefined> {
  return entering(() => call(publicFetch, login, { body: { email: email.trim(), password } }));
}

export async function signUp({ email, password, name }: Credentials): Promise<Sorted | undefined> {
  const optional = name.trim() === '' ? {} : { name: name.trim() };
  const body = { email: email.trim(), password, timezone: viewerZone(), ...optional };
  return entering(() => call(publicFetch, register, { body }));
}

type Entry = Answer<typeof register>;

async function entering(enter: () => Promise<Entry>): Promise<Sorted | undefined> {
  try {
    const entry = await enter();
    // The address is to be verified first: the mail says how to go on.
    if ('message' in entry) return { fields: {}, rest: [entry.message] };
    queryClient.clear();
    queryClient.setQueryData(queryKeys.me, entry.user);
    startSession(entry);
    return undefined;
  } catch (error) {
    return refusal(error);
  }
}

/** What the server's refusal means for the form. */
export function refusal(error: unknown): Sorted {
  if (!(error instanceof ApiError)) return { fields: {}, rest: [errorWords(error)] };
  if (error.status === 401) return { fields: {}, rest: [en.auth.login.wrong] };
  if (error.status === 409) return { fields: { email: en.auth.register.taken }, rest: [] };
  const sorted = sortDetails(error.body?.details ?? [], fieldOf);
  const isEmpty = sorted.rest.length === 0 && Object.keys(sorted.fields).length === 0;
  return isEmpty ? { fields: {}, rest: [errorWords(error)] } : sorted;
}
