import { fetchHasJobs } from '../features/jobs/api/count-jobs.ts';
import { fetchMe } from '../lib/session/me.ts';
import { secondFactorFor } from '../lib/session/next-page.ts';

/** Chooses where a user who is logged in begins: at the overview that they need, or at their first job. */
export async function firstPage(): Promise<string> {
  const { role, secondFactor } = await fetchMe();
  if (secondFactor === 'due') return secondFactorFor('/');
  if (role === 'admin') return '/admin';
  return (await fetchHasJobs()) ? '/overview' : '/jobs';
}
