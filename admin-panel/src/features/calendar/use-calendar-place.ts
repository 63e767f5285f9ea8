import { useSearchParams } from 'react-router';
import { wallTimeAt } from '../../lib/time/wall-time.ts';
import { viewerZone } from '../../lib/time/zones.ts';
import type { ShownDays } from './api/calendar.ts';
import { addDays, addMonths, isDate, monthSpan, startOfWeek } from './calendar-days.ts';

export const VIEWS = ['month', 'week', 'hours'] as const;
type View = (typeof VIEWS)[number];

const isView = (text: string | null): text is View => VIEWS.some((view) => view === text);

/** The place in a calendar that the address names: the view, a day in it, and ways to others. */
export interface CalendarPlace {
  view: View;
  /** The day around which days are shown; today unless the address names another. */
  date: string;
  today: string;
  shown: ShownDays;
  show: (view: View) => void;
  goTo: (date: string) => void;
  /** Goes on by months, or by weeks. */
  turn: (by: number) => void;
}

/** Reads the place in a calendar from the address, and writes it there. */
export function useCalendarPlace(): CalendarPlace {
  const [search, setSearch] = useSearchParams();
  const timezone = viewerZone();
  const today = wallTimeAt(new Date(), timezone).date;
  const asked = search.get('view');
  const view = isView(asked) ? asked : 'month';
  const named = search.get('date') ?? '';
  const date = isDate(named) ? named : today;
  const goTo = (next: { view?: View; date?: string }) => {
    const place = { view, date, ...next };
    const kept = {
      ...(place.view === 'month' ? {} : { view: place.view }),
      ...(place.date === today ? {} : { date: place.date }),
    };
    setSearch(kept, { preventScrollReset: true });
  };
  return {
    view,
    date,
    today,
    shown: shownBy(view, date, timezone),
    show: (next) => goTo({ view: next }),
    goTo: (next) => goTo({ date: next }),
    turn: (by) => goTo({ date: view === 'month' ? addMonths(date, by) : addDays(date, 7 * by) }),
  };
}

const shownBy = (view: View, date: string, timezone: string): ShownDays =>
  view === 'month'
    ? { ...monthSpan(date), by: 'day', timezone }
    : { from: startOfWeek(date), days: 7, by: 'hour', timezone };
