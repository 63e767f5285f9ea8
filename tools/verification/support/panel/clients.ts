import { login, register } from '@punctual/contracts/api/auth-contract';
import { call, type Fetch } from '@punctual/contracts/api/client';
import type { Login } from './people.ts';
import { PASSWORD } from './people.ts';

const fetchAt =
  (url: string, headers: Record<string, string> = {}): Fetch =>
  (path, init) =>
    fetch(`${url}${path}`, {
      ...init,
      headers: { ...Object.fromEntries(new Headers(init.headers)), ...headers },
    });

const withToken = (url: string, accessToken: string): Fetch =>
  fetchAt(url, { authorization: `Bearer ${accessToken}` });

/** A program of a new account: for what a test needs and does not show. Use with `call` and a contract. */
export async function newClient(url: string, email: string, timezone = 'UTC'): Promise<Fetch> {
  const entry = await call(fetchAt(url), register, { body: { email, password: PASSWORD, timezone } });
  if ('message' in entry) throw new Error(`${email} has to be verified first.`);
  return withToken(url, entry.accessToken);
}

/** A program that logs in to an account that is there. */
export async function clientOf(url: string, body: Login): Promise<Fetch> {
  const { accessToken } = await call(fetchAt(url), login, { body });
  return withToken(url, accessToken);
}

/** A note on New Year's Day of 2090, for when it does not matter what a job does. */
export const aNote = (name: string) => ({
  name,
  task: { type: 'log' as const, data: { note: name } },
  schedule: { kind: 'once' as const, at: '2090-01-01T00:00:00.000Z' },
});
