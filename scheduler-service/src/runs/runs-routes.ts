import { cancelRun, getRun, rerunRun, runJob } from '@punctual/contracts/api/job-actions-contract';
import { listJobRuns } from '@punctual/contracts/api/jobs-contract';
import { listRuns } from '@punctual/contracts/api/runs-contract';
import { maskTask } from '@punctual/engine/tasks/sealed-task';
import { hasScope } from '../http/access.ts';
import type { Idempotency, Maker } from '../http/idempotency.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ownedBy } from '../http/scope.ts';
import { findRun } from './find-run.ts';
import type { RunActions } from './run-actions.ts';
import { presentRun } from './run-presenter.ts';
import type { RunQueries } from './run-queries.ts';
import type { RunStore } from './run-store.ts';

export function runsRoutes(
  runs: RunStore,
  queries: RunQueries,
  actions: RunActions,
  once: Idempotency,
): Routes {
  const trigger: Maker<typeof runJob> = (call, creation) =>
    actions.trigger(ownedBy(call.caller), call, creation);
  const rerun: Maker<typeof rerunRun> = (call, creation) =>
    actions.rerun(ownedBy(call.caller), call, creation);

  return {
    endpoints: [listJobRuns, runJob, listRuns, getRun, cancelRun, rerunRun],
    mount(router: Router) {
      mount(router, listJobRuns, async ({ params, query, caller }) => {
        const page = await queries.listOfJob(ownedBy(caller), params.id, query);
        return { ...page, data: page.data.map(presentRun) };
      });
      mount(router, runJob, once.handler(runJob, trigger));
      mount(router, listRuns, async ({ query, caller }) => {
        const page = await queries.list(ownedBy(caller), query);
        return { ...page, data: page.data.map(presentRun) };
      });
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
