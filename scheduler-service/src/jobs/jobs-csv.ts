import type { JobView } from '@punctual/contracts/jobs/job';
import type { Cell, Columns } from '../http/csv/csv-text.ts';

const textIn = ({ schedule }: JobView, field: string): Cell => {
  const value = schedule[field];
  return typeof value === 'string' ? value : null;
};

/** Holds what a list shows of a job, and the figures behind it: never its task, which may hold what is secret. */
export const JOB_COLUMNS: Columns<JobView> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  description: ({ description }) => description,
  tags: ({ tags }) => tags.join(', '),
  type: ({ task }) => task.type,
  status: ({ status }) => status,
  enabled: ({ enabled }) => enabled,
  suspended: ({ suspended }) => suspended,
  schedule: ({ scheduleText }) => scheduleText,
  expression: (job) => textIn(job, 'expression'),
  timezone: (job) => textIn(job, 'timezone'),
  nextRunAt: ({ nextRunAt }) => nextRunAt,
  lastRunStatus: ({ lastRun }) => lastRun?.status ?? null,
  lastRunReason: ({ lastRun }) => lastRun?.reason ?? null,
  lastRunDueAt: ({ lastRun }) => lastRun?.scheduledFor ?? null,
  lastRunFinishedAt: ({ lastRun }) => lastRun?.finishedAt ?? null,
  lastRunLatenessMs: ({ lastRun }) => lastRun?.lateness ?? null,
  runs: ({ counts }) => counts.total,
  completed: ({ counts }) => counts.completed,
  failed: ({ counts }) => counts.failed,
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
};
