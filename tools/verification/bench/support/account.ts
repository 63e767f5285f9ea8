import { randomBytes } from 'node:crypto';
import { call, type Fetch } from '@punctual/contracts/api/client';
import { createJob } from '@punctual/contracts/api/jobs-contract';
import { registerClient } from '../../support/api-clients.ts';

export interface Account {
  id: string;
  /** Access token; it lives ten minutes. */
  token: string;
  fetch: Fetch;
  /** Jobs that run only when they are triggered. */
  jobIds: string[];
}

const YEAR_MS = 365 * 86_400_000;

/** Registers an account and creates jobs of its own, through the API. */
export async function openAccount(url: string, jobs: number): Promise<Account> {
  const name = randomBytes(6).toString('hex');
  const login = { email: `${name}@example.com`, password: `bench ${name}` };
  const { userId, token, fetch } = await registerClient(url, login);
  const at = new Date(Date.now() + YEAR_MS).toISOString();
  const jobIds: string[] = [];
  for (let number = 0; number < jobs; number += 1) {
    const draft = { name: `Bench ${number}`, task: { type: 'log' }, schedule: { kind: 'once', at } } as const;
    jobIds.push((await call(fetch, createJob, { body: draft })).id);
  }
  return { id: userId, token, fetch, jobIds };
}
