import type { login, register } from '@punctual/contracts/api/auth-contract';
import { ApiError, call, type Fetch } from '@punctual/contracts/api/client';
import { queryClient } from '../../lib/api/query-client.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';
import { watchedFetch } from '../../lib/connection.ts';
import type { FieldErrors, Sorted } from '../../lib/forms/field-errors.ts';
import { startSession } from '../../lib/session/refresh.ts';
import { en } from '../../lib/strings/en.ts';
import { deviceZone } from '../../lib/time/zones.ts';
import { refusalOf } from './refusal.ts';

export interface Credentials {
  email: string;
  password: string;
  name: string;
}

const FIELDS = ['email', 'password', 'name'];
export const publicFetch: Fetch = watchedFetch;

/** What can be said without asking the server. */
export function checkCredentials(
  values: Credentials,
  words: { password: string },
  minPassword: number,
): FieldErrors {
  const wrong: FieldErrors = values.password.length < minPassword ? { password: words.password } : {};
  return { ...checkEmail(values), ...wrong };
}

export function checkEmail({ email }: { email: string }): FieldErrors {
  if (email.trim() === '') return { email: en.auth.enterEmail };
  return /^[^\s@]+@[^\s@]+$/.test(email.trim()) ? {} : { email: en.auth.emailForm };
}

/** What came of it: a session has begun, or a mail was sent first, or it was refused. */
export type Entry = 'in' | 'mailed' | Sorted;

export async function logIn({ email, password }: Credentials): Promise<Entry> {
  return entering(() =>
    call<typeof login>(publicFetch, 'POST /auth/login', { body: { email: email.trim(), password } }),
  );
}

export async function signUp({ email, password, name }: Credentials): Promise<Entry> {
  const optional = name.trim() === '' ? {} : { name: name.trim() };
  const body = { email: email.trim(), password, timezone: deviceZone(), ...optional };
  return entering(() => call<typeof register>(publicFetch, 'POST /auth/register', { body }));
}

async function entering(enter: () => ReturnType<typeof call<typeof register>>): Promise<Entry> {
  try {
    const entry = await enter();
    // The address is to be confirmed first: the mail says how to go on.
    if ('message' in entry) return 'mailed';
    queryClient.clear();
    queryClient.setQueryData(queryKeys.me, entry.user);
    startSession(entry);
    return 'in';
  } catch (error) {
    return refusal(error);
  }
}

/** What the server's refusal means for the form. */
export function refusal(error: unknown): Sorted {
  if (error instanceof ApiError && error.status === 401) return { fields: {}, rest: [en.auth.login.wrong] };
  if (error instanceof ApiError && error.body?.code === 'ACCOUNT_DISABLED')
    return { fields: {}, rest: [en.auth.login.disabled] };
  if (error instanceof ApiError && error.status === 409)
    return { fields: { email: en.auth.register.taken }, rest: [] };
  return refusalOf(error, FIELDS);
}
