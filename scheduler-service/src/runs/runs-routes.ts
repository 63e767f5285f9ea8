import { cancelRun, getRun, rerunRun } from '@punctual/contracts/api/job-actions-contract';
import { listRuns } from '@punctual/contracts/api/runs-contract';
import { isTerminal } from '@punctual/contracts/runs/run-status';
import { conflict, notFound } from '@punctual/engine/platform/errors';
import type { Idempotency, Maker } from '../http/idempotency.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ownedBy } from '../http/scope.ts';
import { type RunByHandParts, triggerRun } from '../jobs/trigger-run.ts';
import { type CancelRunParts, cancelRunOf } from './cancel-run.ts';
import { findRun } from './find-run.ts';
import { type ListRunsParts, runsOf } from './list-runs.ts';
import { presentRun } from './run-presenter.ts';

export interface RunsParts extends RunByHandParts, CancelRunParts, ListRunsParts {
  once: Idempotency;
}

export function runsRoutes(parts: RunsParts): Routes {
  const { jobs, runs, once } = parts;
  const rerun: Maker<typeof rerunRun> = async ({ params, caller }, making) => {
    const rerunOf = await findRun(runs, ownedBy(caller), params.id);
    if (!isTerminal(rerunOf.status)) throw conflict('RUN_OPEN', 'This run has not ended yet.');
    const job = await jobs.one(ownedBy(caller), rerunOf.jobId.toHexString());
    if (!job) throw notFound('The job of this run');
    return triggerRun(job, making, parts, rerunOf);
  };
  return {
    endpoints: [listRuns, getRun, cancelRun, rerunRun],
    mount(router: Router) {
      mount(router, listRuns, async ({ query, caller }) => {
        const page = await runsOf(ownedBy(caller), query, parts);
        return { ...page, data: page.data.map(presentRun) };
      });
      mount(router, getRun, async ({ params, caller }) =>
        presentRun(await findRun(runs, ownedBy(caller), params.id)),
      );
      mount(router, cancelRun, (call) => cancelRunOf(ownedBy(call.caller), call, parts));
      mount(router, rerunRun, once.handler(rerunRun, rerun));
    },
  };
}
