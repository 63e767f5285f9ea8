import { z } from 'zod';
import { jobTags } from '../jobs/job.ts';
import { speaking } from '../validation.ts';
import { endpoint } from './endpoint.ts';
import { jobFilters } from './jobs-contract.ts';
import { CURSOR_LIMIT, ID_LENGTH, MAX_BULK } from './limits.ts';
import { REQUEST_WORDS } from './request-words.ts';

const says = speaking(REQUEST_WORDS);

/** Actions on jobs of any owner. */
export const BULK_ACTIONS = ['enable', 'disable', 'delete', 'run'] as const;
/** Actions that edit jobs, which only their owners do. */
const TAG_ACTIONS = ['tag', 'untag'] as const;
export type TagAction = (typeof TAG_ACTIONS)[number];
export type BulkAction = (typeof BULK_ACTIONS)[number] | TagAction;

export const isTagAction = (action: BulkAction): action is TagAction =>
  TAG_ACTIONS.some((one) => one === action);

/** Filters that are booleans in a body, and texts in a query. */
const switches = { enabled: z.boolean().optional(), failing: z.boolean().optional() };

/** Names jobs by their ids or by a filter; `more` are filters beside those of every user. */
export const bulkRequest = <A extends BulkAction, M extends z.core.$ZodLooseShape>(
  actions: readonly [A, ...A[]],
  more: M,
) =>
  z
    .strictObject({
      action: z.enum(
        actions,
        says((words) => words.oneOf('action', actions)),
      ),
      /** The tags that `tag` adds and `untag` removes. */
      tags: jobTags.min(1).optional(),
      ids: z
        .array(z.string().max(ID_LENGTH))
        .min(1)
        .max(
          MAX_BULK,
          says((words) => words.mostJobs(MAX_BULK)),
        )
        .optional(),
      filter: z.strictObject({ ...jobFilters, ...switches, ...more }).optional(),
      /** The cursor of the answer before, for more jobs than fit into one request. */
      cursor: z.string().max(CURSOR_LIMIT).optional(),
    })
    .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), {
      ...says((words) => words.byIdsOrFilter),
      path: ['ids'],
    })
    .refine(({ filter, cursor }) => filter !== undefined || cursor === undefined, {
      ...says((words) => words.cursorOfFilter),
      path: ['cursor'],
    })
    .refine(({ action, tags }) => isTagAction(action) === (tags !== undefined), {
      ...says((words) => words.tags),
      path: ['tags'],
    });

/** The result for one job; `unchanged`: it was so already. */
const bulkResult = z.object({
  id: z.string(),
  outcome: z.enum(['done', 'unchanged', 'failed']),
  /** The run that was made. */
  runId: z.string().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type BulkResult = z.infer<typeof bulkResult>;

export const bulkAnswer = z.object({ results: z.array(bulkResult), nextCursor: z.string().nullable() });
export type BulkAnswer = z.infer<typeof bulkAnswer>;

export const bulkJobs = endpoint({
  method: 'POST',
  path: '/users/jobs/bulk',
  summary: 'Enable, disable, delete, run or tag many of your jobs',
  description:
    `By ids (at most ${MAX_BULK}) or by a filter, which takes as many in one request and answers where to go on. ` +
    'Each job is changed on its own and has its own result; saying it again changes nothing twice. ' +
    '`tag` adds `tags` to each job, and `untag` removes them.',
  access: 'user',
  scope: 'jobs:write',
  body: bulkRequest([...BULK_ACTIONS, ...TAG_ACTIONS], {}),
  status: 200,
  response: bulkAnswer,
  heeds: ['Idempotency-Key'],
  audit: { action: 'job.bulk', details: ['action', 'tags', 'ids', 'filter'] },
});
