import type { Answer } from '@punctual/contracts/api/endpoint';
import {
  adminJobStrips,
  jobPunctuality,
  jobStrips,
  runNeighbours,
} from '@punctual/contracts/api/run-figures-contract';
import type { RunDocument } from '@punctual/engine/database/documents';
import type { JobStore, Whose } from '@punctual/engine/database/job-store';
import type { Clock } from '@punctual/engine/platform/clock';
import { Types } from 'mongoose';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ALL_OWNERS, ownedBy } from '../http/scope.ts';
import { findJob } from '../jobs/find-job.ts';
import { findRun } from './find-run.ts';
import { measurePunctuality } from './punctuality.ts';
import type { RunLists } from './run-lists.ts';
import type { RunStore } from './run-store.ts';
import type { RunSummaries, ShortRun } from './run-summaries.ts';

/** Routes to runs at a glance: those of many jobs, how punctual a job was, and the neighbours of a run. */
export function runFiguresRoutes(
  jobs: JobStore,
  runs: RunStore,
  runLists: RunLists,
  summaries: RunSummaries,
  clock: Clock,
): Routes {
  return {
    endpoints: [jobStrips, adminJobStrips, jobPunctuality, runNeighbours],
    mount(router: Router) {
      mount(router, jobStrips, ({ query, caller }) => listStrips(ownedBy(caller), query.ids, summaries));
      mount(router, adminJobStrips, ({ query }) => listStrips(ALL_OWNERS, query.ids, summaries));
      mount(router, jobPunctuality, async ({ params, caller }) => {
        const { _id } = await findJob(jobs, ownedBy(caller), params.id);
        return measurePunctuality(_id, clock.now(), summaries);
      });
      mount(router, runNeighbours, async ({ params, caller }) => {
        return presentNeighbours(await runLists.neighbours(await findRun(runs, ownedBy(caller), params.id)));
      });
    },
  };
}

/** Lists strips in the order in which their jobs were asked for. */
async function listStrips(
  scope: Whose,
  asked: string[],
  summaries: RunSummaries,
): Promise<Answer<typeof jobStrips>> {
  const ids = [...new Set(asked)];
  const strips = await summaries.strips(
    scope,
    ids.map((id) => new Types.ObjectId(id)),
  );
  const data = ids.flatMap((jobId) => {
    const runs = strips.get(jobId);
    return runs ? [{ jobId, runs: runs.map(presentShortRun) }] : [];
  });
  return { data };
}

const presentShortRun = ({ _id, status, dueAt, lateness }: ShortRun) => ({
  id: _id.toHexString(),
  status,
  dueAt: dueAt.toISOString(),
  lateness,
});

/** Presents the runs beside one. */
export const presentNeighbours = ({ older, newer }: Record<'older' | 'newer', RunDocument | null>) => ({
  older: presentNeighbour(older),
  newer: presentNeighbour(newer),
});

const presentNeighbour = (run: RunDocument | null) =>
  run && { id: run._id.toHexString(), status: run.status, scheduledFor: run.scheduledFor.toISOString() };
