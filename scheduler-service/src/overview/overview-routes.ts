import { adminOverview, overview, type ProcessView } from '@punctual/contracts/api/overview-contract';
import type { Id, ProcessDocument } from '@punctual/engine/database/documents';
import { type ProcessStore, SILENT_AFTER_MS, stateOf } from '@punctual/engine/database/process-store';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Dispatcher } from '@punctual/engine/queue/dispatcher';
import type { UserStore } from '../accounts/user-store.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ALL_OWNERS, ownedBy } from '../http/scope.ts';
import { overviewOf } from './overview.ts';
import type { OverviewStore } from './overview-store.ts';

export interface OverviewParts {
  overviews: OverviewStore;
  processes: ProcessStore;
  users: UserStore;
  dispatcher: Dispatcher;
  clock: Clock;
}

export function overviewRoutes({ overviews, processes, users, dispatcher, clock }: OverviewParts): Routes {
  const ones: Handler<typeof overview> = async ({ query, caller }) => {
    const { failing, next, ...figures } = await overviewOf(ownedBy(caller), query, clock.now(), overviews);
    return { ...figures, failing: failing.map(withoutOwner), next: next.map(withoutOwner) };
  };
  const everybodys: Handler<typeof adminOverview> = async ({ query }) => {
    const now = clock.now();
    const [{ failing, next, ...figures }, queueDepth, known] = await Promise.all([
      overviewOf(ALL_OWNERS, query, now, overviews),
      dispatcher.depth(),
      processes.known(),
    ]);
    const emails = await users.emails([...failing, ...next].map(({ ownerId }) => ownerId));
    const named = {
      failing: failing.map((row) => withOwner(row, emails)),
      next: next.map((row) => withOwner(row, emails)),
    };
    const having = (role: string) =>
      known.filter(({ roles }) => roles.includes(role)).map((process) => present(process, now));
    return { ...figures, ...named, queueDepth, watchers: having('watch'), workers: having('work') };
  };
  return {
    endpoints: [overview, adminOverview],
    mount(router: Router) {
      mount(router, overview, ones);
      mount(router, adminOverview, everybodys);
    },
  };
}

const withoutOwner = <T extends { ownerId: Id }>({ ownerId: _, ...row }: T): Omit<T, 'ownerId'> => row;

function withOwner<T extends { ownerId: Id }>({ ownerId, ...row }: T, emails: Map<string, string>) {
  const id = ownerId.toHexString();
  return { ...row, owner: { id, email: emails.get(id) ?? '' } };
}

const present = (process: ProcessDocument, now: Date): ProcessView => ({
  ...{ name: process._id, service: process.service, host: process.host, pid: process.pid },
  ...{ running: process.running, version: process.version ?? null },
  startedAt: process.startedAt.toISOString(),
  lastHeartbeatAt: process.beatAt.toISOString(),
  isAlive: now.getTime() - process.beatAt.getTime() < SILENT_AFTER_MS,
  state: stateOf(process.beatAt, now),
});
