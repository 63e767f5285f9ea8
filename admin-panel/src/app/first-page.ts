import { fetchHasJobs } from '../features/jobs/api/list-jobs.ts';
import { fetchMe } from '../lib/session/me.ts';

/** Chooses where a user who is logged in begins: at the overview that they need, or at their first job. */
export async function firstPage(): Promise<string> {
  const [{ role }, hasJobs] = await Promise.all([fetchMe(), fetchHasJobs()]);
  if (role === 'admin') return '/admin';
  return hasJobs ? '/overview' : '/jobs';
}
