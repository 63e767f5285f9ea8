import type { JobView } from '@punctual/contracts/jobs/job';
import { dueSoon } from '../../lib/live/due-soon.ts';

/** Whether a job's picture may change within seconds. */
export const isJobActive = (job: Pick<JobView, 'status' | 'nextRunAt' | 'lastRun'>): boolean =>
  job.status === 'RUNNING' || job.lastRun?.status === 'PENDING' || dueSoon(job.nextRunAt) || isWaiting(job);

/** A run waits that is no longer the next one: its time has come, a worker has not taken it yet. */
const isWaiting = (job: Pick<JobView, 'status' | 'nextRunAt'>): boolean =>
  job.status === 'PENDING' && job.nextRunAt === null;
