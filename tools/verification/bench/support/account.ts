import { randomBytes } from 'node:crypto';
import { register } from '@punctual/contracts/api/auth-contract';
import { call, type Fetch } from '@punctual/contracts/api/client';
import { createJob } from '@punctual/contracts/api/jobs-contract';

export interface Account {
  id: string;
  /** Access token; it lives ten minutes. */
  token: string;
  fetch: Fetch;
  /** Of jobs that run only when they are asked to. */
  jobIds: string[];
}

const YEAR_MS = 365 * 86_400_000;

/** Somebody with an account and jobs of their own, made through the API. */
export async function openAccount(url: string, jobs: number): Promise<Account> {
  const plain: Fetch = (path, init) => fetch(`${url}${path}`, init);
  const name = randomBytes(6).toString('hex');
  const body = { email: `${name}@example.com`, password: `bench ${name}` };
  const entry = await call(plain, register, { body });
  if (!('accessToken' in entry)) throw new Error('Registering has to log in here: EMAIL_VERIFICATION=off.');
  const { accessToken, user } = entry;
  const mine: Fetch = (path, init) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${accessToken}`);
    return plain(path, { ...init, headers });
  };
  const at = new Date(Date.now() + YEAR_MS).toISOString();
  const jobIds: string[] = [];
  for (let number = 0; number < jobs; number += 1) {
    const draft = { name: `Bench ${number}`, task: { type: 'log' }, schedule: { kind: 'once', at } } as const;
    jobIds.push((await call(mine, createJob, { body: draft })).id);
  }
  return { id: user.id, token: accessToken, fetch: mine, jobIds };
}
