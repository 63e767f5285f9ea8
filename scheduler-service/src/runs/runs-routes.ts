import { exportRuns } from '@punctual/contracts/api/csv-contract';
import { cancelRun, getRun, rerunRun, runJob } from '@punctual/contracts/api/job-actions-contract';
import { listJobRuns } from '@punctual/contracts/api/jobs-contract';
import { MAX_PAGE_SIZE } from '@punctual/contracts/api/limits';
import { listRuns } from '@punctual/contracts/api/runs-contract';
import { maskTask } from '@punctual/engine/tasks/sealed-task';
import { hasScope } from '../http/access.ts';
import type { Caller } from '../http/caller.ts';
import type { Downloads } from '../http/csv/downloads.ts';
import type { Idempotency, Maker } from '../http/idempotency.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ownedBy } from '../http/scope.ts';
import { findRun } from './find-run.ts';
import type { RunActions } from './run-actions.ts';
import { presentRun } from './run-presenter.ts';
import type { RunQueries, RunsQuery } from './run-queries.ts';
import type { RunStore } from './run-store.ts';
import { RUN_COLUMNS } from './runs-csv.ts';

export function runsRoutes(
  runs: RunStore,
  queries: RunQueries,
  actions: RunActions,
  once: Idempotency,
  downloads: Downloads,
): Routes {
  const trigger: Maker<typeof runJob> = (call, creation) =>
    actions.trigger(ownedBy(call.caller), call, creation);
  const rerun: Maker<typeof rerunRun> = (call, creation) =>
    actions.rerun(ownedBy(call.caller), call, creation);
  const list = async (caller: Caller, query: RunsQuery) => {
    const page = await queries.list(ownedBy(caller), query);
    return { ...page, data: page.data.map(presentRun) };
  };
  const asCsv: Handler<typeof exportRuns> = (call) =>
    downloads.answer(call, {
      name: 'runs',
      columns: RUN_COLUMNS,
      cursor: call.query.cursor,
      read: (cursor) => list(call.caller, { ...call.query, limit: MAX_PAGE_SIZE, cursor }),
    });

  return {
    endpoints: [listJobRuns, runJob, listRuns, exportRuns, getRun, cancelRun, rerunRun],
    mount(router: Router) {
      mount(router, listJobRuns, async ({ params, query, caller }) => {
        const page = await queries.listOfJob(ownedBy(caller), params.id, query);
        return { ...page, data: page.data.map(presentRun) };
      });
      mount(router, runJob, once.handler(runJob, trigger));
      mount(router, listRuns, ({ query, caller }) => list(caller, query));
      mount(router, exportRuns, asCsv);
      mount(router, getRun, async ({ params, caller }) => {
        const run = await findRun(runs, ownedBy(caller), params.id);
        const task = hasScope(caller, 'jobs:read') ? maskTask(run.snapshot.task) : null;
        return { ...presentRun(run), task };
      });
      mount(router, cancelRun, (call) => actions.cancel(ownedBy(call.caller), call));
      mount(router, rerunRun, once.handler(rerunRun, rerun));
    },
  };
}
