import type {
  adminCalendar,
  adminTimeline,
  CalendarView,
  calendar,
  TimelineView,
  timeline,
} from '@punctual/contracts/api/calendar-contract';
import { call } from '@punctual/contracts/api/client';
import { MINUTE_MS } from '@punctual/contracts/time';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { Scope } from '../../../lib/api/source.ts';

/** The days that are shown, in a zone. */
export interface ShownDays {
  from: string;
  days: number;
  by: 'day' | 'hour';
  timezone: string;
}

/** A picture of many runs is asked for again this often, and not at each event. */
const LOOK_AGAIN_MS = MINUTE_MS;
const CALM = { staleTime: LOOK_AGAIN_MS / 2, refetchInterval: LOOK_AGAIN_MS } as const;

/** Queries for the days of a calendar. */
export const calendarQuery = (scope: Scope, query: ShownDays) =>
  queryOptions({
    ...CALM,
    queryKey: queryKeys.calendar.days(scope, query),
    queryFn: ({ signal }): Promise<CalendarView> =>
      scope === 'own'
        ? call<typeof calendar>(apiFetch, 'GET /users/calendar', { query }, { signal })
        : call<typeof adminCalendar>(apiFetch, 'GET /admin/calendar', { query }, { signal }),
    placeholderData: keepPreviousData,
  });

/** Queries for the 24 hours before and after now. */
export const timelineQuery = (scope: Scope) =>
  queryOptions({
    ...CALM,
    queryKey: queryKeys.calendar.timeline(scope),
    queryFn: ({ signal }): Promise<TimelineView> =>
      scope === 'own'
        ? call<typeof timeline>(apiFetch, 'GET /users/timeline', {}, { signal })
        : call<typeof adminTimeline>(apiFetch, 'GET /admin/timeline', {}, { signal }),
  });
