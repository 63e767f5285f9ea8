import {
  explainInstant,
  listOccurrences,
  previewImpact,
  previewSchedule,
} from '@punctual/contracts/api/schedules-contract';
import type { JobStore } from '@punctual/engine/database/job-store';
import type { Clock } from '@punctual/engine/platform/clock';
import type { ScheduleComputer } from '../computing/schedule-computer.ts';
import { hasScope } from '../http/access.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ownedBy } from '../http/scope.ts';
import { findJob, findJobEver } from '../jobs/find-job.ts';
import type { ScheduleResolver } from '../jobs/schedule-resolver.ts';
import { parseTimeRange } from '../runs/time-range.ts';
import type { Explainer } from './explain/explainer.ts';
import type { ImpactPreview } from './impact/impact-preview.ts';
import type { OccurrenceReader } from './occurrences/occurrence-reader.ts';
import { preview, translatePreview, validatedPreview } from './preview.ts';

/** Routes to past and future times of schedules, all by the module that also makes the runs. */
export function schedulesRoutes(
  jobs: JobStore,
  schedules: ScheduleResolver,
  occurrences: OccurrenceReader,
  explainer: Explainer,
  impact: ImpactPreview,
  computer: ScheduleComputer,
  clock: Clock,
): Routes {
  const answerPreview: Handler<typeof validatedPreview> = ({ body, caller }) =>
    preview(body, caller, clock.now(), schedules, computer);

  return {
    endpoints: [previewSchedule, listOccurrences, previewImpact, explainInstant],
    mount(router: Router) {
      mount(router, validatedPreview, answerPreview, translatePreview);
      mount(router, listOccurrences, async ({ params, query, caller }) => {
        const range = parseTimeRange(query);
        const job = await findJob(jobs, ownedBy(caller), params.id);
        return occurrences.list(job, range, clock.now(), caller.user.timezone);
      });
      mount(router, explainInstant, async ({ params, query, caller }) => {
        const job = await findJobEver(jobs, ownedBy(caller), params.id);
        const { language } = caller;
        const { timezone } = caller.user;
        const showsRuns = hasScope(caller, 'runs:read');
        const instant = { job, at: new Date(query.at), now: clock.now(), timezone, language, showsRuns };
        return explainer.explain(instant, query.withinMs);
      });
      mount(router, previewImpact, async ({ params, body, caller }) => {
        const job = await findJob(jobs, ownedBy(caller), params.id);
        return impact.preview(job, body, caller, clock.now());
      });
    },
  };
}
