import type { JobView } from '@punctual/contracts/jobs/job';
import { dueSoon } from '../../lib/live/due-soon.ts';

/** Tells whether what is shown of a job may change within seconds. */
export const isJobActive = (job: Pick<JobView, 'status' | 'nextRunAt' | 'lastRun'>): boolean =>
  job.status === 'RUNNING' || job.lastRun?.status === 'PENDING' || dueSoon(job.nextRunAt) || isWaiting(job);

/** Tells whether a run waits that is no longer the next one: it is due, and no worker has taken it yet. */
const isWaiting = (job: Pick<JobView, 'status' | 'nextRunAt'>): boolean =>
  job.status === 'PENDING' && job.nextRunAt === null;
