import { call } from '@punctual/contracts/api/client';
import type { listJobs } from '@punctual/contracts/api/jobs-contract';
import { fetchMe } from '../features/auth/me.ts';
import { apiFetch } from '../lib/api/api-fetch.ts';

/** Where somebody who is logged in begins: at what they look after, or at their first job. */
export async function firstPage(): Promise<string> {
  const [{ role }, hasJobs] = await Promise.all([fetchMe(), hasAnyJob()]);
  if (role === 'admin') return '/admin';
  return hasJobs ? '/overview' : '/jobs';
}

/** What cannot be known keeps nobody from beginning. */
async function hasAnyJob(): Promise<boolean> {
  const { data } = await call<typeof listJobs>(apiFetch, 'GET /users/jobs', { query: { limit: 1 } }).catch(
    () => ({ data: [] }),
  );
  return data.length > 0;
}
