import { z } from 'zod';
import { runView } from '../runs/run.ts';
import { RUN_STATUSES, type RunStatus } from '../runs/run-status.ts';
import { ownerView } from '../users/user.ts';
import { speaking } from '../validation.ts';
import { instantInput, ownerFilter, pageOf, paging } from './common.ts';
import { endpoint } from './endpoint.ts';
import { ID_LENGTH } from './limits.ts';
import { REQUEST_WORDS } from './request-words.ts';

const says = speaking(REQUEST_WORDS);

const one = `(${RUN_STATUSES.join('|')})`;
/** One status, or several with commas between them. */
const statuses = z
  .string()
  .regex(
    new RegExp(`^${one}(,${one})*$`),
    says((words) => words.oneOrMoreOf('status', RUN_STATUSES)),
  )
  .transform((text) => text.split(',') as RunStatus[]);

/** Filters of a job's runs: from ≤ scheduledFor < to. Runs are listed by cursor only. */
export const jobRunFilters = {
  status: statuses.optional(),
  from: instantInput.optional(),
  to: instantInput.optional(),
  limit: paging.limit,
  cursor: paging.cursor,
};
const runFilters = { jobId: z.string().max(ID_LENGTH).optional(), ...jobRunFilters };

export const listRuns = endpoint({
  method: 'GET',
  path: '/users/runs',
  summary: 'Your runs, the newest occurrence first',
  description: 'Runs of deleted jobs are among them: name the job by `jobId`.',
  access: 'user',
  scope: 'runs:read',
  query: z.strictObject(runFilters),
  status: 200,
  response: pageOf(runView),
});

/** The owner, and the users who started or canceled it. */
export const ownedRunView = runView.extend({ owner: ownerView, actors: z.array(ownerView) });
export type OwnedRunView = z.infer<typeof ownedRunView>;

export const adminListRuns = endpoint({
  method: 'GET',
  path: '/admin/runs',
  summary: 'Every user’s runs, each with its owner',
  description: 'The last recorded first; of one owner or one job, the newest occurrence first.',
  access: 'admin',
  query: z.strictObject({ ...runFilters, owner: ownerFilter }),
  status: 200,
  response: pageOf(ownedRunView),
});
