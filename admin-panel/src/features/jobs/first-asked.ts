import type { JobView } from '@punctual/contracts/jobs/job';

/** Chooses the instant to explain first: that of the last run, else of the next one, else now. */
export const firstAsked = ({ lastRun, nextRunAt }: Pick<JobView, 'lastRun' | 'nextRunAt'>): string =>
  lastRun?.scheduledFor ?? nextRunAt ?? new Date().toISOString();
