import { adminEndSessions, adminListUsers } from '@punctual/contracts/api/account-contract';
import { changeUser, setRole } from '@punctual/contracts/api/admin-contract';
import type { Clock } from '@punctual/engine/platform/clock';
import type { UserPresenter } from '../accounts/user-presenter.ts';
import { isUserCursor, type UserStore } from '../accounts/user-store.ts';
import { checkCursor } from '../http/paging.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import type { FailingJobs } from '../jobs/failing-jobs.ts';
import type { UserAdministration } from './user-administration.ts';
import { NO_STATISTICS, type UserStatisticsStore } from './user-statistics.ts';
import { listByFailing } from './users-by-failing.ts';

/** Routes by which administrators see and change accounts. */
export function usersRoutes(
  users: UserStore,
  statistics: UserStatisticsStore,
  failingJobs: FailingJobs,
  administration: UserAdministration,
  presenter: UserPresenter,
  clock: Clock,
): Routes {
  const list: Handler<typeof adminListUsers> = async ({ query: { q, role, sort, ...request } }) => {
    checkCursor(request.cursor, isUserCursor);
    const page =
      sort === '-failing'
        ? await listByFailing({ q, role }, request, users, failingJobs)
        : await users.list({ q, role }, request);
    const ids = page.data.map(({ _id }) => _id);
    const found = await statistics.list(ids, clock.now());
    const data = page.data.map((user, i) => {
      const { jobs, failing, lastSeenAt } = found[i] ?? NO_STATISTICS;
      return {
        ...presenter.presentManaged(user),
        jobs,
        failing,
        lastSeenAt: lastSeenAt?.toISOString() ?? null,
      };
    });
    return { ...page, data };
  };

  return {
    endpoints: [setRole, changeUser, adminListUsers, adminEndSessions],
    mount(router: Router) {
      mount(router, setRole, async ({ params, body, context }) => {
        const { user, before } = await administration.setRole(params.userId, body.role);
        context.recordPreviousState({ role: before.role });
        return presenter.present(user);
      });
      mount(router, changeUser, async ({ params, body, caller, context }) => {
        const { wasDisabled, ...changed } = await administration.setDisabled(
          params.userId,
          body.disabled,
          caller.userId,
        );
        context.recordPreviousState({ disabled: wasDisabled });
        return changed;
      });
      mount(router, adminListUsers, list);
      mount(router, adminEndSessions, async ({ params, context }) => {
        context.recordEffects({ revokedApiKeys: await administration.evict(params.userId) });
      });
    },
  };
}
