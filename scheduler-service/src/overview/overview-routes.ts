import { adminOverview, overview, type ProcessView } from '@punctual/contracts/api/overview-contract';
import type { ProcessDocument } from '@punctual/engine/database/documents';
import { SILENT_AFTER_MS, stateOf } from '@punctual/engine/database/process-store';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Dispatcher } from '@punctual/engine/queue/dispatcher';
import { withOwner, withoutOwner } from '../accounts/owned-rows.ts';
import type { UserStore } from '../accounts/user-store.ts';
import { hasScope } from '../http/access.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ALL_OWNERS, ownedBy } from '../http/scope.ts';
import type { JobLists } from '../jobs/job-lists.ts';
import { buildOverview } from './overview.ts';
import type { OverviewStore } from './overview-store.ts';
import type { Parts } from './parts.ts';
import type { RunsInTurns } from './runs-in-turns.ts';

export function overviewRoutes(
  overviews: OverviewStore,
  runs: RunsInTurns,
  lists: JobLists,
  parts: Parts,
  users: UserStore,
  dispatcher: Dispatcher,
  clock: Clock,
): Routes {
  const showOwn: Handler<typeof overview> = async ({ query, caller }) => {
    const scope = ownedBy(caller);
    const { failing, failingNow, next, ...figures } = await buildOverview(
      scope,
      query,
      clock.now(),
      overviews,
      runs,
      lists,
    );
    return {
      ...figures,
      failing: failing.map(withoutOwner),
      failingNow: { ...failingNow, jobs: failingNow.jobs.map(withoutOwner) },
      next: hasScope(caller, 'jobs:read') ? next.map(withoutOwner) : [],
    };
  };

  const showAll: Handler<typeof adminOverview> = async ({ query }) => {
    const now = clock.now();
    const [{ failing, failingNow, next, ...figures }, queueDepth, found] = await Promise.all([
      buildOverview(ALL_OWNERS, query, now, overviews, runs, lists),
      dispatcher.depth(),
      parts.look(),
    ]);
    const named = [...failing, ...failingNow.jobs, ...next];
    const emails = await users.emails(named.map(({ ownerId }) => ownerId));
    const listByRole = (role: string) =>
      found.known.filter(({ roles }) => roles.includes(role)).map((process) => presentProcess(process, now));
    return {
      ...figures,
      failing: failing.map(withOwner(emails)),
      failingNow: { ...failingNow, jobs: failingNow.jobs.map(withOwner(emails)) },
      next: next.map(withOwner(emails)),
      queueDepth,
      parts: found.parts,
      watchers: listByRole('watch'),
      workers: listByRole('work'),
    };
  };

  return {
    endpoints: [overview, adminOverview],
    mount(router: Router) {
      mount(router, overview, showOwn);
      mount(router, adminOverview, showAll);
    },
  };
}

const presentProcess = (process: ProcessDocument, now: Date): ProcessView => ({
  name: process._id,
  service: process.service,
  host: process.host,
  pid: process.pid,
  running: process.running,
  version: process.version ?? null,
  startedAt: process.startedAt.toISOString(),
  lastHeartbeatAt: process.beatAt.toISOString(),
  isAlive: now.getTime() - process.beatAt.getTime() < SILENT_AFTER_MS,
  state: stateOf(process.beatAt, now),
});
