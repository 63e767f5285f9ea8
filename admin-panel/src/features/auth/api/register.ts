import type { register } from '@punctual/contracts/api/auth-contract';
import { call } from '@punctual/contracts/api/client';
import { publicFetch } from '../../../lib/api/api-fetch.ts';
import type { Sorted } from '../../../lib/forms/field-errors.ts';
import { deviceZone } from '../../../lib/time/zones.ts';
import { type Credentials, refusal } from '../credentials.ts';
import { beginSession } from './begin-session.ts';

/** Creates an account; `mailed` where its address is to be confirmed first: the mail says how to go on. */
export async function signUp({ email, password, name }: Credentials): Promise<'in' | 'mailed' | Sorted> {
  try {
    const optional = name.trim() === '' ? {} : { name: name.trim() };
    const body = { email: email.trim(), password, timezone: deviceZone(), ...optional };
    const entry = await call<typeof register>(publicFetch, 'POST /auth/register', { body });
    if ('message' in entry) return 'mailed';
    beginSession(entry);
    return 'in';
  } catch (error) {
    return refusal(error);
  }
}
