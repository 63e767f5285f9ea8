import {
  explainInstant,
  listOccurrences,
  previewImpact,
  previewSchedule,
} from '@punctual/contracts/api/schedules-contract';
import type { JobStore } from '@punctual/engine/database/job-store';
import type { Clock } from '@punctual/engine/platform/clock';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ownedBy } from '../http/scope.ts';
import { findJob, findJobEver } from '../jobs/find-job.ts';
import { refuseNotAvailable } from '../jobs/not-available.ts';
import type { RunStore } from '../runs/run-store.ts';
import type { EvidenceStores } from './explain/evidence.ts';
import { explain } from './explain/explain.ts';
import { impactOfEdit } from './impact/impact.ts';
import { occurrencesOf, windowOf } from './occurrences.ts';
import { checkedPreview, preview, translatePreview } from './preview.ts';

export interface SchedulesParts {
  jobs: JobStore;
  runs: RunStore;
  minIntervalMs: number;
  clock: Clock;
  explaining: EvidenceStores;
}

/** What will run, what would run, and what ran: all by the one module that also makes the runs. */
export function schedulesRoutes({ jobs, runs, minIntervalMs, clock, explaining }: SchedulesParts): Routes {
  return {
    endpoints: [previewSchedule, listOccurrences, previewImpact, explainInstant],
    mount(router: Router) {
      const answerPreview: Handler<typeof checkedPreview> = async ({ body, caller }) =>
        preview(body, { now: clock.now(), timezone: caller.user.timezone, minIntervalMs });
      mount(router, checkedPreview, answerPreview, translatePreview);
      mount(router, listOccurrences, async ({ params, query, caller }) => {
        const window = windowOf(query);
        const job = await findJob(jobs, ownedBy(caller), params.id);
        return occurrencesOf(job, window, clock.now(), caller.user.timezone, explaining);
      });
      mount(router, explainInstant, async ({ params, query, caller }) => {
        const job = await findJobEver(jobs, ownedBy(caller), params.id);
        const { timezone } = caller.user;
        return explain({ job, at: new Date(query.at), now: clock.now(), timezone }, explaining);
      });
      mount(router, previewImpact, async ({ params, body, caller }) => {
        refuseNotAvailable(body);
        const job = await findJob(jobs, ownedBy(caller), params.id);
        return impactOfEdit(job, body, {
          now: clock.now(),
          timezone: caller.user.timezone,
          minIntervalMs,
          runs,
        });
      });
    },
  };
}
