import { ID_PATTERN } from '@punctual/contracts/api/limits';
import type { RunStatus } from '@punctual/contracts/runs/run-status';
import type { Id, RunDocument } from '@punctual/engine/database/documents';
import type { JobStore, Whose } from '@punctual/engine/database/job-store';
import { validationFailed } from '@punctual/engine/platform/errors';
import { checkCursor } from '../http/paging.ts';
import type { Page } from '../lists/page-reader.ts';
import { isRunCursor, type RunLists } from './run-lists.ts';

export interface RunsQuery {
  jobId?: string | undefined;
  status?: RunStatus[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

export interface ListRunsParts {
  jobs: JobStore;
  runLists: RunLists;
}

const NOTHING = { data: [], page: null, nextCursor: null };

/** The runs of these that a query asks for; of an unknown job, and of somebody else's, there are none. */
export async function runsOf(
  whose: Whose,
  query: RunsQuery,
  { jobs, runLists }: ListRunsParts,
): Promise<Page<RunDocument>> {
  const { jobId, status, limit, cursor } = query;
  const job = jobId === undefined ? null : await jobOf(jobs, whose, jobId);
  const filter = { ...whose, jobId: job ?? undefined, status, ...timesOf(query) };
  checkCursor(cursor, (given) => isRunCursor(given, filter));
  return jobId !== undefined && !job ? NOTHING : runLists.list(filter, limit, cursor);
}

async function jobOf(jobs: JobStore, whose: Whose, id: string): Promise<Id | null> {
  return ID_PATTERN.test(id) ? ((await jobs.oneEver(whose, id))?._id ?? null) : null;
}

/** From ≤ scheduledFor < to. */
export function timesOf({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  const times = { from: from ? new Date(from) : undefined, to: to ? new Date(to) : undefined };
  if (!times.from || !times.to || times.from < times.to) return times;
  throw validationFailed([{ path: 'to', message: 'The end is before the start.' }]);
}
