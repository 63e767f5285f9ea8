import { adminOverview, overview, type ProcessView } from '@punctual/shared/api/overview-contract';
import type { Dispatcher } from '@punctual/shared/dispatch/dispatcher';
import type { Clock } from '@punctual/shared/platform/clock';
import type { ProcessDocument } from '@punctual/shared/store/documents';
import type { OverviewStore } from '@punctual/shared/store/overview-store';
import { type ProcessStore, SILENT_AFTER_MS } from '@punctual/shared/store/process-store';
import type { Router } from 'express';
import type { Routes } from '../http/app.ts';
import { type Handler, mount } from '../http/route.ts';
import { EVERYBODYS, own } from '../jobs/whose.ts';
import { overviewOf } from './overview.ts';

export interface OverviewParts {
  overviews: OverviewStore;
  processes: ProcessStore;
  dispatcher: Dispatcher;
  clock: Clock;
}

export function overviewRoutes({ overviews, processes, dispatcher, clock }: OverviewParts): Routes {
  const everybodys: Handler<typeof adminOverview> = async ({ query }) => {
    const now = clock.now();
    const [figures, queueDepth, known] = await Promise.all([
      overviewOf(EVERYBODYS, query.window, now, overviews),
      dispatcher.depth(),
      processes.known(),
    ]);
    const having = (role: string) =>
      known.filter(({ roles }) => roles.includes(role)).map((process) => present(process, now));
    return { ...figures, queueDepth, watchers: having('watch'), workers: having('work') };
  };
  return {
    endpoints: [overview, adminOverview],
    mount(router: Router) {
      mount(router, overview, ({ query, caller }) =>
        overviewOf(own(caller), query.window, clock.now(), overviews),
      );
      mount(router, adminOverview, everybodys);
    },
  };
}

const present = (
  { _id, host, pid, startedAt, beatAt, running }: ProcessDocument,
  now: Date,
): ProcessView => ({
  ...{ name: _id, host, pid, running },
  startedAt: startedAt.toISOString(),
  lastHeartbeatAt: beatAt.toISOString(),
  isAlive: now.getTime() - beatAt.getTime() < SILENT_AFTER_MS,
});
