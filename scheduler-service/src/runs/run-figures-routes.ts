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
import { punctualityOf } from './punctuality.ts';
import type { RunLists } from './run-lists.ts';
import type { RunStore } from './run-store.ts';
import type { RunSummaries } from './run-summaries.ts';

export interface RunFiguresParts {
  jobs: JobStore;
  runs: RunStore;
  runLists: RunLists;
  figures: RunSummaries;
  clock: Clock;
}

/** Runs at a glance: those of many jobs, how punctual they were, and what lies beside one. */
export function runFiguresRoutes({ jobs, runs, runLists, figures, clock }: RunFiguresParts): Routes {
  return {
    endpoints: [jobStrips, adminJobStrips, jobPunctuality, runNeighbours],
    mount(router: Router) {
      mount(router, jobStrips, ({ query, caller }) => stripsOf(ownedBy(caller), query.ids, figures));
      mount(router, adminJobStrips, ({ query }) => stripsOf(ALL_OWNERS, query.ids, figures));
      mount(router, jobPunctuality, async ({ params, caller }) => {
        const { _id } = await findJob(jobs, ownedBy(caller), params.id);
        return punctualityOf(_id, clock.now(), figures);
      });
      mount(router, runNeighbours, async ({ params, caller }) => {
        const { older, newer } = await runLists.neighbours(await findRun(runs, ownedBy(caller), params.id));
        return { older: beside(older), newer: beside(newer) };
      });
    },
  };
}

/** In the order in which they were asked for. */
async function stripsOf(
  whose: Whose,
  asked: string[],
  figures: RunSummaries,
): Promise<Answer<typeof jobStrips>> {
  const ids = [...new Set(asked)];
  const strips = await figures.strips(
    whose,
    ids.map((id) => new Types.ObjectId(id)),
  );
  const data = ids.flatMap((jobId) => {
    const runs = strips.get(jobId);
    return runs ? [{ jobId, runs: runs.map(inShort) }] : [];
  });
  return { data };
}

const inShort = ({
  _id,
  status,
  dueAt,
  lateness,
}: Pick<RunDocument, '_id' | 'status' | 'dueAt' | 'lateness'>) => ({
  ...{ id: _id.toHexString(), status, dueAt: dueAt.toISOString(), lateness },
});

const beside = (run: RunDocument | null) =>
  run && { id: run._id.toHexString(), status: run.status, scheduledFor: run.scheduledFor.toISOString() };
