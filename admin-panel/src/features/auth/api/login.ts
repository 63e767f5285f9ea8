import type { login } from '@punctual/contracts/api/auth-contract';
import { call } from '@punctual/contracts/api/client';
import { publicFetch } from '../../../lib/api/api-fetch.ts';
import type { Credentials } from '../credentials.ts';
import { beginSession, type Entry } from './begin-session.ts';

export const logIn = ({ email, password }: Credentials): Promise<Entry> =>
  beginSession(() =>
    call<typeof login>(publicFetch, 'POST /auth/login', { body: { email: email.trim(), password } }),
  );
