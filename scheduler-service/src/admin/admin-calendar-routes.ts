import { adminCalendar, adminTimeline } from '@punctual/contracts/api/calendar-contract';
import type { Id } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { withOwner } from '../accounts/owned-rows.ts';
import type { UserStore } from '../accounts/user-store.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import type { Calendar } from '../overview/calendar/calendar.ts';
import type { Timeline } from '../overview/calendar/timeline.ts';
import { viewerOf } from '../overview/calendar/viewer-of.ts';
import { findOwnerScope } from './owner-scope.ts';

/** Routes to the time of all owners as a picture, or to that of one. */
export function adminCalendarRoutes(
  calendars: Calendar,
  timelines: Timeline,
  users: UserStore,
  clock: Clock,
): Routes {
  return {
    endpoints: [adminCalendar, adminTimeline],
    mount(router: Router) {
      mount(router, adminCalendar, async ({ query, caller }) => {
        const { owner, timezone = caller.user.timezone, ...days } = query;
        const scope = await findOwnerScope(owner, users);
        const built = await calendars.build(scope, viewerOf(caller), { ...days, timezone }, clock.now());
        const emails = await emailsOf(
          built.cells.flatMap(({ jobs }) => jobs),
          users,
        );
        const cells = built.cells.map((cell) => ({ ...cell, jobs: cell.jobs.map(withOwner(emails)) }));
        return { ...built, cells };
      });
      mount(router, adminTimeline, async ({ query, caller }) => {
        const scope = await findOwnerScope(query.owner, users);
        const built = await timelines.build(scope, viewerOf(caller), clock.now());
        return { ...built, jobs: built.jobs.map(withOwner(await emailsOf(built.jobs, users))) };
      });
    },
  };
}

const emailsOf = (rows: { ownerId: Id }[], users: UserStore): Promise<Map<string, string>> =>
  users.emails(rows.map(({ ownerId }) => ownerId));
