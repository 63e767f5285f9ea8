import {
  adminBulkJobs,
  adminDeleteJob,
  adminDisableJob,
  adminEnableJob,
  adminGetJob,
  adminListJobs,
} from '@punctual/contracts/api/admin-jobs-contract';
import { adminExportJobs } from '@punctual/contracts/api/csv-contract';
import { MAX_PAGE_SIZE } from '@punctual/contracts/api/limits';
import type { Language } from '@punctual/contracts/language';
import type { JobDocument } from '@punctual/engine/database/documents';
import type { JobStore } from '@punctual/engine/database/job-store';
import { validationFailed } from '@punctual/engine/platform/errors';
import type { UserStore } from '../accounts/user-store.ts';
import type { Downloads } from '../http/csv/downloads.ts';
import type { Idempotency, Maker } from '../http/idempotency.ts';
import { refuse } from '../http/refusal-words.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ALL_OWNERS } from '../http/scope.ts';
import type { BulkJobs } from '../jobs/bulk-jobs.ts';
import { findJobEver } from '../jobs/find-job.ts';
import type { JobActions } from '../jobs/job-actions.ts';
import { isOrderedFailing, type JobListQuery, type JobLists } from '../jobs/job-lists.ts';
import { formatTime, presentJob } from '../jobs/job-presenter.ts';
import { OWNED_JOB_COLUMNS } from './admin-csv.ts';
import { findOwnerScope } from './owner-scope.ts';
import { presentOneOwned, presentOwned } from './present-owned.ts';

/** Routes to the jobs of all owners. They do what those of owners do, in a wider scope. */
export function adminJobsRoutes(
  jobs: JobStore,
  jobLists: JobLists,
  actions: JobActions,
  bulk: BulkJobs,
  users: UserStore,
  once: Idempotency,
  downloads: Downloads,
): Routes {
  const list = async (
    { owner, ...query }: JobListQuery & { owner?: string | undefined },
    language: Language,
  ) => {
    if (owner === undefined && !query.sort.endsWith('createdAt') && !isOrderedFailing(query))
      throw notSortable();
    const page = await jobLists.list(await findOwnerScope(owner, users), query);
    return { ...page, data: await presentOwned(page.data, presentIn(language), users) };
  };

  const asCsv: Handler<typeof adminExportJobs> = (call) =>
    downloads.answer(call, {
      name: 'all-jobs',
      columns: OWNED_JOB_COLUMNS,
      cursor: call.query.cursor,
      read: (cursor) => list({ ...call.query, limit: MAX_PAGE_SIZE, cursor }, call.caller.language),
    });

  const get: Handler<typeof adminGetJob> = async ({ params, caller }) => {
    const job = await findJobEver(jobs, ALL_OWNERS, params.id);
    const shown = await presentOneOwned(job, presentIn(caller.language), users);
    return { ...shown, removedAt: formatTime(job.deletedAt) };
  };

  const change: Maker<typeof adminBulkJobs> = async ({ body, caller, context }, creation) => {
    const { owner, ...filter } = body.filter ?? {};
    const scope = await findOwnerScope(owner as string | undefined, users);
    return bulk.handle(scope, { ...body, filter }, { caller, context }, creation);
  };

  return {
    endpoints: [
      adminListJobs,
      adminExportJobs,
      adminBulkJobs,
      adminEnableJob,
      adminDisableJob,
      adminDeleteJob,
      adminGetJob,
    ],
    mount(router: Router) {
      mount(router, adminListJobs, ({ query, caller }) => list(query, caller.language));
      mount(router, adminExportJobs, asCsv);
      mount(router, adminBulkJobs, once.handler(adminBulkJobs, change));
      mount(router, adminGetJob, get);
      mount(router, adminEnableJob, (call) => actions.enable(ALL_OWNERS, call));
      mount(router, adminDisableJob, (call) => actions.disable(ALL_OWNERS, call));
      mount(router, adminDeleteJob, (call) => actions.remove(ALL_OWNERS, call));
    },
  };
}

const presentIn = (language: Language) => (job: JobDocument) => presentJob(job, language);

const notSortable = () => validationFailed([{ path: 'sort', message: refuse((words) => words.sortOfAll) }]);
