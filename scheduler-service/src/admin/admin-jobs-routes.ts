import {
  adminBulkJobs,
  adminCancelRun,
  adminDeleteJob,
  adminDisableJob,
  adminEnableJob,
  adminGetJob,
  adminGetRun,
  adminListJobs,
  adminRunJob,
} from '@punctual/contracts/api/admin-jobs-contract';
import { adminListRuns } from '@punctual/contracts/api/runs-contract';
import { validationFailed } from '@punctual/engine/platform/errors';
import type { UserStore } from '../accounts/user-store.ts';
import type { Idempotency, Maker } from '../http/idempotency.ts';
import { checkCursor, countedPage } from '../http/paging.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ALL_OWNERS } from '../http/scope.ts';
import { type BulkParts, bulk } from '../jobs/bulk-jobs.ts';
import { findJob } from '../jobs/find-job.ts';
import { isJobCursor } from '../jobs/job-lists.ts';
import { presentOwnedJob } from '../jobs/job-presenter.ts';
import { type CancelRunParts, cancelRunOf } from '../runs/cancel-run.ts';
import { findRun } from '../runs/find-run.ts';
import { type ListRunsParts, runsOf } from '../runs/list-runs.ts';
import { presentOwnedRun } from '../runs/run-presenter.ts';
import { whoseOf } from './find-owner.ts';

export interface AdminJobsParts extends BulkParts, CancelRunParts, ListRunsParts {
  users: UserStore;
  once: Idempotency;
}

/** Everybody's jobs and runs: what owners can do, with a wider reach. */
export function adminJobsRoutes(parts: AdminJobsParts): Routes {
  const { users, jobs, runs, jobLists, actions, once, clock } = parts;

  const listJobs: Handler<typeof adminListJobs> = async ({ query }) => {
    const { owner, sort, page: number, limit, cursor, ...filter } = query;
    if (owner === undefined && !sort.endsWith('createdAt')) throw unordered();
    checkCursor(cursor, (given) => isJobCursor(given, sort));
    const which = { ...filter, ...(await whoseOf(owner, users)) };
    const page = countedPage(await jobLists.list(which, sort, { page: number, limit, cursor }));
    const emails = await users.emails(page.data.map((job) => job.ownerId));
    return { ...page, data: page.data.map((job) => presentOwnedJob(job, emails)) };
  };

  const listRuns: Handler<typeof adminListRuns> = async ({ query: { owner, ...query } }) => {
    const page = await runsOf(await whoseOf(owner, users), query, parts);
    const emails = await users.emails(page.data.map((run) => run.ownerId));
    return { ...page, data: page.data.map((run) => presentOwnedRun(run, emails)) };
  };

  const oneJob: Handler<typeof adminGetJob> = async ({ params }) => {
    const job = await findJob(jobs, ALL_OWNERS, params.id);
    return presentOwnedJob(job, await users.emails([job.ownerId]));
  };

  const oneRun: Handler<typeof adminGetRun> = async ({ params }) => {
    const run = await findRun(runs, ALL_OWNERS, params.id);
    return presentOwnedRun(run, await users.emails([run.ownerId]));
  };

  const change: Maker<typeof adminBulkJobs> = async ({ body, caller }, making) => {
    const { action, ids, filter: { owner, ...filter } = {}, cursor } = body;
    const which = ids ? { ids } : { filter, cursor };
    const actor = { by: caller.userId, at: clock.now() };
    return bulk(
      { whose: await whoseOf(owner as string | undefined, users), action, which, actor, making },
      parts,
    );
  };

  return {
    endpoints: [
      ...[adminListJobs, adminBulkJobs, adminEnableJob, adminDisableJob, adminDeleteJob, adminRunJob],
      ...[adminGetJob, adminListRuns, adminGetRun, adminCancelRun],
    ],
    mount(router: Router) {
      mount(router, adminListJobs, listJobs);
      mount(router, adminBulkJobs, once.handler(adminBulkJobs, change));
      mount(router, adminGetJob, oneJob);
      mount(router, adminEnableJob, (call) => actions.enable(ALL_OWNERS, call));
      mount(router, adminDisableJob, (call) => actions.disable(ALL_OWNERS, call));
      mount(router, adminDeleteJob, (call) => actions.remove(ALL_OWNERS, call));
      const run: Maker<typeof adminRunJob> = (call, making) => actions.run(ALL_OWNERS, call, making);
      mount(router, adminRunJob, once.handler(adminRunJob, run));
      mount(router, adminListRuns, listRuns);
      mount(router, adminGetRun, oneRun);
      mount(router, adminCancelRun, (call) => cancelRunOf(ALL_OWNERS, call, parts));
    },
  };
}

const unordered = () =>
  validationFailed([
    { path: 'sort', message: 'Everybody’s jobs are sorted by createdAt; name an owner to sort otherwise.' },
  ]);
