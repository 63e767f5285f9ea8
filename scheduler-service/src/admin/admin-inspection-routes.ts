import {
  adminExplainInstant,
  adminJobPunctuality,
  adminListOccurrences,
  adminListVersions,
  adminRunNeighbours,
} from '@punctual/contracts/api/admin-inspection-contract';
import type { Id } from '@punctual/engine/database/documents';
import type { JobStore } from '@punctual/engine/database/job-store';
import type { RevisionStore } from '@punctual/engine/database/revision-store';
import type { Clock } from '@punctual/engine/platform/clock';
import { presentOwner } from '../accounts/user-presenter.ts';
import type { UserStore } from '../accounts/user-store.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ALL_OWNERS } from '../http/scope.ts';
import { findJobEver } from '../jobs/find-job.ts';
import { presentVersion, readVersions } from '../jobs/job-versions.ts';
import { findRun } from '../runs/find-run.ts';
import { measurePunctuality } from '../runs/punctuality.ts';
import { presentNeighbours } from '../runs/run-figures-routes.ts';
import type { RunLists } from '../runs/run-lists.ts';
import type { RunStore } from '../runs/run-store.ts';
import type { RunSummaries } from '../runs/run-summaries.ts';
import { parseTimeRange } from '../runs/time-range.ts';
import type { Explainer } from '../schedules/explain/explainer.ts';
import type { OccurrenceReader } from '../schedules/occurrences/occurrence-reader.ts';

/** Routes by which administrators look into the jobs and runs of all owners, deleted jobs too. They change nothing. */
export function adminInspectionRoutes(
  jobs: JobStore,
  runs: RunStore,
  runLists: RunLists,
  summaries: RunSummaries,
  revisions: RevisionStore,
  occurrences: OccurrenceReader,
  explainer: Explainer,
  users: UserStore,
  clock: Clock,
): Routes {
  const find = (id: string) => findJobEver(jobs, ALL_OWNERS, id);

  const explain: Handler<typeof adminExplainInstant> = async ({ params, query, caller }) => {
    const { language, user } = caller;
    const viewer = { timezone: user.timezone, language, showsRuns: true, namesAll: true };
    const instant = { job: await find(params.id), at: new Date(query.at), now: clock.now(), ...viewer };
    return explainer.explain(instant, query.withinMs);
  };

  const listVersions: Handler<typeof adminListVersions> = async ({ params, query }) => {
    const { _id } = await find(params.id);
    const { shown, nextCursor } = await readVersions(revisions, _id, query);
    const emails = await users.emails(shown.flatMap(({ version }) => version.by ?? []));
    const nameActor = (actor: Id) => presentOwner(actor, emails);
    return { data: shown.map((version) => presentVersion(version, nameActor)), page: null, nextCursor };
  };

  return {
    endpoints: [
      adminExplainInstant,
      adminListOccurrences,
      adminListVersions,
      adminJobPunctuality,
      adminRunNeighbours,
    ],
    mount(router: Router) {
      mount(router, adminExplainInstant, explain);
      mount(router, adminListVersions, listVersions);
      mount(router, adminListOccurrences, async ({ params, query, caller }) => {
        const range = parseTimeRange(query);
        return occurrences.list(await find(params.id), range, clock.now(), caller.user.timezone);
      });
      mount(router, adminJobPunctuality, async ({ params }) =>
        measurePunctuality((await find(params.id))._id, clock.now(), summaries),
      );
      mount(router, adminRunNeighbours, async ({ params }) =>
        presentNeighbours(await runLists.neighbours(await findRun(runs, ALL_OWNERS, params.id))),
      );
    },
  };
}
