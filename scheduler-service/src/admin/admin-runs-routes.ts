import { adminCancelRun, adminGetRun, adminRunJob } from '@punctual/contracts/api/admin-jobs-contract';
import { adminExportRuns } from '@punctual/contracts/api/csv-contract';
import { MAX_PAGE_SIZE } from '@punctual/contracts/api/limits';
import { adminListRuns } from '@punctual/contracts/api/runs-contract';
import { maskTask } from '@punctual/engine/tasks/sealed-task';
import type { UserStore } from '../accounts/user-store.ts';
import type { Downloads } from '../http/csv/downloads.ts';
import type { Idempotency, Maker } from '../http/idempotency.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ALL_OWNERS } from '../http/scope.ts';
import { findRun } from '../runs/find-run.ts';
import type { RunActions } from '../runs/run-actions.ts';
import type { RunQueries, RunsQuery } from '../runs/run-queries.ts';
import type { RunStore } from '../runs/run-store.ts';
import { OWNED_RUN_COLUMNS } from './admin-csv.ts';
import { findOwnerScope } from './owner-scope.ts';
import { findNames, presentOwnedRun, presentOwnedRuns } from './present-owned-runs.ts';

/** Routes to the runs of all owners. They do what those of owners do, in a wider scope. */
export function adminRunsRoutes(
  runs: RunStore,
  queries: RunQueries,
  actions: RunActions,
  users: UserStore,
  once: Idempotency,
  downloads: Downloads,
): Routes {
  const list = async ({ owner, ...query }: RunsQuery & { owner?: string | undefined }) => {
    const page = await queries.list(await findOwnerScope(owner, users), query);
    return { ...page, data: await presentOwnedRuns(page.data, users) };
  };

  const asCsv: Handler<typeof adminExportRuns> = (call) =>
    downloads.answer(call, {
      name: 'all-runs',
      columns: OWNED_RUN_COLUMNS,
      cursor: call.query.cursor,
      read: (cursor) => list({ ...call.query, limit: MAX_PAGE_SIZE, cursor }),
    });

  const get: Handler<typeof adminGetRun> = async ({ params }) => {
    const run = await findRun(runs, ALL_OWNERS, params.id);
    const owned = presentOwnedRun(run, await findNames([run], users));
    return { ...owned, task: maskTask(run.snapshot.task) };
  };

  const trigger: Maker<typeof adminRunJob> = (call, creation) => actions.trigger(ALL_OWNERS, call, creation);

  return {
    endpoints: [adminRunJob, adminListRuns, adminExportRuns, adminGetRun, adminCancelRun],
    mount(router: Router) {
      mount(router, adminRunJob, once.handler(adminRunJob, trigger));
      mount(router, adminListRuns, ({ query }) => list(query));
      mount(router, adminExportRuns, asCsv);
      mount(router, adminGetRun, get);
      mount(router, adminCancelRun, (call) => actions.cancel(ALL_OWNERS, call));
    },
  };
}
