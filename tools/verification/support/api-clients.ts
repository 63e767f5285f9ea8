import { login, register } from '@punctual/contracts/api/auth-contract';
import { call, type Fetch } from '@punctual/contracts/api/client';

export const PASSWORD = 'correct horse battery';

export interface Login {
  email: string;
  password: string;
}

/** A logged-in program; `fetch` goes with `call` and a contract. */
interface ApiClient {
  fetch: Fetch;
  /** Access token; it lives ten minutes. */
  token: string;
  userId: string;
}

const fetchAt =
  (url: string, headers: Record<string, string> = {}): Fetch =>
  (path, init) =>
    fetch(`${url}${path}`, {
      ...init,
      headers: { ...Object.fromEntries(new Headers(init.headers)), ...headers },
    });

const withToken = (url: string, accessToken: string): Fetch =>
  fetchAt(url, { authorization: `Bearer ${accessToken}` });

/** Registers an account. @throws Error where the service wants the address verified first */
export async function registerClient(url: string, body: Login & { timezone?: string }): Promise<ApiClient> {
  const entry = await call(fetchAt(url), register, { body });
  if (!('accessToken' in entry))
    throw new Error(`${body.email} has to be verified first: EMAIL_VERIFICATION=off.`);
  return { fetch: withToken(url, entry.accessToken), token: entry.accessToken, userId: entry.user.id };
}

/** Registers an account for what a test needs and does not show. */
export async function newClient(url: string, email: string, timezone = 'UTC'): Promise<Fetch> {
  return (await registerClient(url, { email, password: PASSWORD, timezone })).fetch;
}

/** Logs in to an account that exists. */
export async function clientOf(url: string, body: Login): Promise<Fetch> {
  const entry = await call(fetchAt(url), login, { body });
  if (!('accessToken' in entry)) throw new Error(`${body.email} has a second factor.`);
  return withToken(url, entry.accessToken);
}

/** A note on New Year's Day of 2090, for when it does not matter what a job does. */
export const aNote = (name: string) => ({
  name,
  task: { type: 'log' as const, data: { note: name } },
  schedule: { kind: 'once' as const, at: '2090-01-01T00:00:00.000Z' },
});
