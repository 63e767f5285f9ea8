import type { Answer } from '@punctual/shared/api/endpoint';
import {
  adminJobStrips,
  jobPunctuality,
  jobStrips,
  runNeighbours,
} from '@punctual/shared/api/run-figures-contract';
import type { Clock } from '@punctual/shared/platform/clock';
import type { RunDocument } from '@punctual/shared/store/documents';
import type { JobStore, Whose } from '@punctual/shared/store/job-store';
import type { RunFigures } from '@punctual/shared/store/run-figures';
import type { RunLists } from '@punctual/shared/store/run-lists';
import type { RunStore } from '@punctual/shared/store/run-store';
import type { Router } from 'express';
import { Types } from 'mongoose';
import type { Routes } from '../http/app.ts';
import { mount } from '../http/route.ts';
import { findJob } from '../jobs/find-job.ts';
import { EVERYBODYS, own } from '../jobs/whose.ts';
import { findRun } from './find-run.ts';
import { punctualityOf } from './punctuality.ts';

export interface RunFiguresParts {
  jobs: JobStore;
  runs: RunStore;
  runLists: RunLists;
  figures: RunFigures;
  clock: Clock;
}

/** Runs at a glance: those of many jobs, how punctual they were, and what lies beside one. */
export function runFiguresRoutes({ jobs, runs, runLists, figures, clock }: RunFiguresParts): Routes {
  return {
    endpoints: [jobStrips, adminJobStrips, jobPunctuality, runNeighbours],
    mount(router: Router) {
      mount(router, jobStrips, ({ query, caller }) => stripsOf(own(caller), query.ids, figures));
      mount(router, adminJobStrips, ({ query }) => stripsOf(EVERYBODYS, query.ids, figures));
      mount(router, jobPunctuality, async ({ params, caller }) => {
        const { _id } = await findJob(jobs, own(caller), params.id);
        return punctualityOf(_id, clock.now(), figures);
      });
      mount(router, runNeighbours, async ({ params, caller }) => {
        const { older, newer } = await runLists.neighbours(await findRun(runs, own(caller), params.id));
        return { older: beside(older), newer: beside(newer) };
      });
    },
  };
}

/** In the order in which they were asked for. */
async function stripsOf(
  whose: Whose,
  asked: string[],
  figures: RunFigures,
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
