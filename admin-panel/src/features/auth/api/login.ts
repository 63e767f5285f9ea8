import { login } from '@punctual/contracts/api/auth-contract';
import { call } from '@punctual/contracts/api/client';
import { publicFetch } from '../../../lib/api/api-fetch.ts';
import type { Credentials } from '../credentials.ts';
import { beginSession, type Entry } from './begin-session.ts';

export const logIn = ({ email, password }: Credentials): Promise<Entry> =>
  beginSession(() => call(publicFetch, login, { body: { email: email.trim(), password } }));
