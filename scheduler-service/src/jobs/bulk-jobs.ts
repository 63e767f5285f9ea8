import type { BulkAction, BulkAnswer, BulkResult } from '@punctual/contracts/api/job-bulk-contract';
import { MAX_BULK } from '@punctual/contracts/api/limits';
import type { JobDocument } from '@punctual/engine/database/documents';
import type { Whose } from '@punctual/engine/database/job-store';
import type { Actor, EditResult } from '@punctual/engine/jobs/job-edits';
import { AppError } from '@punctual/engine/platform/errors';
import type { Creation } from '../http/idempotency.ts';
import { checkCursor } from '../http/paging.ts';
import { changeJob } from './change-job.ts';
import type { JobActions, JobActionsParts } from './job-actions.ts';
import { isJobCursor, type JobFilter, type JobLists } from './job-lists.ts';

export interface BulkParts extends JobActionsParts {
  actions: JobActions;
  jobLists: JobLists;
}

/** Which jobs, and what is to be done to them. */
export interface BulkOrder {
  whose: Whose;
  action: BulkAction;
  which: { ids: string[] } | { filter: JobFilter; cursor: string | undefined };
  actor: Actor;
  /** Of the runs that are made: the same request makes the same. */
  making: Creation;
}

/** So many are changed side by side: each takes several round trips, and others want their share of the database. */
const AT_A_TIME = 10;

/** Does the same to many jobs, one as it would be done alone; what is wrong with one is its own result. */
export async function bulk(order: BulkOrder, parts: BulkParts): Promise<BulkAnswer> {
  const { ids, nextCursor } = await idsOf(order, parts.jobLists);
  const results: BulkResult[] = [];
  for (let i = 0; i < ids.length; i += AT_A_TIME) {
    const some = ids.slice(i, i + AT_A_TIME).map((id) => resultOf(id, order, parts));
    results.push(...(await Promise.all(some)));
  }
  return { results, nextCursor };
}

async function idsOf({ which, whose }: BulkOrder, jobLists: JobLists) {
  if ('ids' in which) return { ids: [...new Set(which.ids)], nextCursor: null };
  const { filter, cursor } = which;
  checkCursor(cursor, (given) => isJobCursor(given, 'createdAt'));
  const { data, nextCursor } = await jobLists.matching({ ...filter, ...whose }, MAX_BULK, cursor);
  return { ids: data.map(({ _id }) => _id.toHexString()), nextCursor };
}

/** A refusal belongs to its job; any other error to the request, which may be sent again. */
async function resultOf(id: string, order: BulkOrder, parts: BulkParts): Promise<BulkResult> {
  try {
    return { id, runId: null, error: null, ...(await act(id, order, parts)) };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { id, outcome: 'failed', runId: null, error: { code: error.code, message: error.message } };
  }
}

async function act(
  id: string,
  { whose, action, actor, making }: BulkOrder,
  parts: BulkParts,
): Promise<Pick<BulkResult, 'outcome'> & Partial<BulkResult>> {
  if (action === 'run') {
    const run = await parts.actions.run(whose, { params: { id } }, making);
    return { outcome: 'done', runId: run.id };
  }
  const { edits } = parts;
  const change = { enable: edits.enable, disable: edits.disable, delete: edits.remove }[action].bind(edits);
  let before: JobDocument | undefined;
  const changed = (job: JobDocument): Promise<EditResult | null> => {
    before = job;
    return change(job, actor);
  };
  const { job } = await changeJob({ whose, id, now: actor.at }, parts, changed);
  return { outcome: job === before ? 'unchanged' : 'done' };
}
