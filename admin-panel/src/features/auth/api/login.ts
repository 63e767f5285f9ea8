import type { login } from '@punctual/contracts/api/auth-contract';
import { call } from '@punctual/contracts/api/client';
import { publicFetch } from '../../../lib/api/api-fetch.ts';
import type { Sorted } from '../../../lib/forms/field-errors.ts';
import { type Credentials, refusal } from '../credentials.ts';
import { beginSession } from './begin-session.ts';

/** The right password of an account whose logins need a code too. */
export interface HalfLogin {
  pendingLogin: string;
}

export async function logIn({ email, password }: Credentials): Promise<'in' | HalfLogin | Sorted> {
  try {
    const body = { email: email.trim(), password };
    const entry = await call<typeof login>(publicFetch, 'POST /auth/login', { body });
    if ('pendingLogin' in entry) return { pendingLogin: entry.pendingLogin };
    beginSession(entry);
    return 'in';
  } catch (error) {
    return refusal(error);
  }
}
