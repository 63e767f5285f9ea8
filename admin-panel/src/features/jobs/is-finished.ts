import type { JobView } from '@punctual/contracts/jobs/job';

/** Tells whether a job that runs once has done so: nothing is left to switch on or off. */
export const isFinished = ({
  schedule,
  nextRunAt,
  status,
}: Pick<JobView, 'schedule' | 'nextRunAt' | 'status'>): boolean =>
  schedule.kind === 'once' && nextRunAt === null && (status === 'COMPLETED' || status === 'FAILED');
