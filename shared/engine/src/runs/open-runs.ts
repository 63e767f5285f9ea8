import { OPEN_STATUSES, type RunStatus } from '@punctual/contracts/runs/run-status';
import type { Collections } from '../database/collections.ts';
import type { Id } from '../database/documents.ts';
import type { OpenRuns } from '../jobs/job-state.ts';

/** Finds which of these jobs have runs that wait or run now. */
export async function openRuns({ runs }: Collections, jobIds: Id[]): Promise<OpenRuns> {
  const which = { jobId: { $in: jobIds }, finishedAt: null, status: { $in: OPEN_STATUSES } };
  const open = await runs.find(which, { projection: { jobId: 1, status: 1 } }).toArray();
  const having = (status: RunStatus) => open.filter((run) => run.status === status).map(({ jobId }) => jobId);
  return { waiting: having('PENDING'), running: having('RUNNING') };
}
