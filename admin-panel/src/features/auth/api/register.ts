import type { register } from '@punctual/contracts/api/auth-contract';
import { call } from '@punctual/contracts/api/client';
import { publicFetch } from '../../../lib/api/api-fetch.ts';
import { deviceZone } from '../../../lib/time/zones.ts';
import type { Credentials } from '../credentials.ts';
import { beginSession, type Entry } from './begin-session.ts';

export function signUp({ email, password, name }: Credentials): Promise<Entry> {
  const optional = name.trim() === '' ? {} : { name: name.trim() };
  const body = { email: email.trim(), password, timezone: deviceZone(), ...optional };
  return beginSession(() => call<typeof register>(publicFetch, 'POST /auth/register', { body }));
}
