import { ID_PATTERN } from '@punctual/shared/api/common';
import { cancelRun, getRun, rerunRun } from '@punctual/shared/api/job-actions-contract';
import type { RunCancels } from '@punctual/shared/engine/run-cancels';
import { conflict, notFound } from '@punctual/shared/platform/errors';
import { isTerminal } from '@punctual/shared/runs/run-status';
import type { RunDocument } from '@punctual/shared/store/documents';
import type { JobStore } from '@punctual/shared/store/job-store';
import type { RunStore } from '@punctual/shared/store/run-store';
import type { Router } from 'express';
import type { Caller } from '../auth/caller.ts';
import type { Routes } from '../http/app.ts';
import type { Maker, OncePerKey } from '../http/once-per-key.ts';
import { mount } from '../http/route.ts';
import { type RunByHandParts, runByHand } from '../jobs/run-by-hand.ts';
import { presentRun } from './run-presenter.ts';

export interface RunsParts extends RunByHandParts {
  jobs: JobStore;
  runs: RunStore;
  cancels: RunCancels;
  once: OncePerKey;
}

export function runsRoutes({ jobs, runs, cancels, manual, once, timer, clock }: RunsParts): Routes {
  async function findRun(caller: Caller, id: string): Promise<RunDocument> {
    const run = ID_PATTERN.test(id) ? await runs.one(caller.userId, id) : null;
    if (!run) throw notFound('This run');
    return run;
  }

  /**
   * Whatever it does just now: waiting runs end here, running ones by their worker. One that was neither when
   * it was looked for has ended, or went from one to the other in between.
   */
  async function cancel(caller: Caller, id: string): Promise<{ status: 200 | 202; run: RunDocument }> {
    for (;;) {
      const { _id, status } = await findRun(caller, id);
      if (isTerminal(status)) throw conflict('RUN_ENDED', 'This run has ended already.');
      const [canceled] = await cancels.cancelWaiting({ _id }, 'BY_USER', clock.now());
      if (canceled) return { status: 200, run: canceled };
      const [asked] = await cancels.askToEnd({ _id }, 'BY_USER');
      if (asked) return { status: 202, run: asked };
    }
  }

  return {
    endpoints: [getRun, cancelRun, rerunRun],
    mount(router: Router) {
      mount(router, getRun, async ({ params, caller }) => presentRun(await findRun(caller, params.id)));
      mount(router, cancelRun, async ({ params, caller, response }) => {
        const { status, run } = await cancel(caller, params.id);
        if (status === 202) response.locals.status = status;
        return presentRun(run);
      });
      const rerun: Maker<typeof rerunRun> = async ({ params, caller }, making) => {
        const rerunOf = await findRun(caller, params.id);
        if (!isTerminal(rerunOf.status)) throw conflict('RUN_OPEN', 'This run has not ended yet.');
        const job = await jobs.one(caller.userId, rerunOf.jobId.toHexString());
        if (!job) throw notFound('The job of this run');
        return runByHand(job, making, { manual, timer, clock }, rerunOf);
      };
      mount(router, rerunRun, once.handler(rerunRun, rerun));
    },
  };
}
