import { calendar, timeline } from '@punctual/contracts/api/calendar-contract';
import type { Clock } from '@punctual/engine/platform/clock';
import { withoutOwner } from '../../accounts/owned-rows.ts';
import { mount } from '../../http/route.ts';
import type { Router, Routes } from '../../http/router.ts';
import { ownedBy } from '../../http/scope.ts';
import type { Calendar } from './calendar.ts';
import type { Timeline } from './timeline.ts';
import { viewerOf } from './viewer-of.ts';

/** Routes to one's own time as a picture. */
export function calendarRoutes(calendars: Calendar, timelines: Timeline, clock: Clock): Routes {
  return {
    endpoints: [calendar, timeline],
    mount(router: Router) {
      mount(router, calendar, async ({ query, caller }) => {
        const { timezone = caller.user.timezone, ...days } = query;
        const built = await calendars.build(
          ownedBy(caller),
          viewerOf(caller),
          { ...days, timezone },
          clock.now(),
        );
        const cells = built.cells.map((cell) => ({ ...cell, jobs: cell.jobs.map(withoutOwner) }));
        return { ...built, cells };
      });
      mount(router, timeline, async ({ caller }) => {
        const built = await timelines.build(ownedBy(caller), viewerOf(caller), clock.now());
        return { ...built, jobs: built.jobs.map(withoutOwner) };
      });
    },
  };
}
