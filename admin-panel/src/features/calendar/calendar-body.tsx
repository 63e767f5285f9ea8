import { Button } from '@mantine/core';
import type { CalendarCell, CalendarView } from '@punctual/contracts/api/calendar-contract';
import { CALENDAR } from '@punctual/contracts/api/limits';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { BlockError } from '../../components/block-error.tsx';
import { Segments } from '../../components/segments.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import type { Scope } from '../../lib/api/source.ts';
import { calendarWords as words } from '../../lib/strings/calendar.ts';
import { locale } from '../../lib/strings/language.ts';
import { dateFormat } from '../../lib/time/date-format.ts';
import { dayText } from '../../lib/time/instants.ts';
import { calendarQuery, timelineQuery } from './api/calendar.ts';
import classes from './calendar-body.module.css';
import { addDays } from './calendar-days.ts';
import { CellDetail } from './cell-detail.tsx';
import { MonthView } from './month-view.tsx';
import { TimelineView } from './timeline-view.tsx';
import { type CalendarPlace, useCalendarPlace, VIEWS } from './use-calendar-place.ts';
import { hourText, WeekView } from './week-view.tsx';

const OPTIONS = VIEWS.map((value) => ({ value, label: words.views[value] }));

/** Shows time as a picture: a month, a week, or the 24 hours before and after now. */
export function CalendarBody({ scope }: { scope: Scope }) {
  const place = useCalendarPlace();
  return (
    <>
      <div className={classes.bar}>
        <Segments name="view" label={words.view} options={OPTIONS} value={place.view} onChange={place.show} />
        {place.view !== 'hours' && <Turning place={place} />}
      </div>
      {place.view === 'hours' ? <Hours scope={scope} /> : <Days scope={scope} place={place} />}
    </>
  );
}

function Turning({ place }: { place: CalendarPlace }) {
  const { view, date, shown } = place;
  const day = (at: string) => new Date(`${at}T12:00:00Z`);
  const title =
    view === 'month'
      ? dateFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(day(date))
      : words.span(dayText(day(shown.from), 'UTC'), dayText(day(addDays(shown.from, 6)), 'UTC'));
  return (
    <div className={classes.turning}>
      <Button variant="default" aria-label={words.before[view]} onClick={() => place.turn(-1)}>
        <IconChevronLeft size={18} aria-hidden />
      </Button>
      <Button variant="default" onClick={() => place.goTo(place.today)}>
        {words.today}
      </Button>
      <Button variant="default" aria-label={words.after[view]} onClick={() => place.turn(1)}>
        <IconChevronRight size={18} aria-hidden />
      </Button>
      <h2 aria-live="polite">{title}</h2>
    </div>
  );
}

function Hours({ scope }: { scope: Scope }) {
  const { data, error, isError, refetch } = useQuery(timelineQuery(scope));
  if (data) return <TimelineView view={data} scope={scope} />;
  return isError ? (
    <BlockError message={words.error} error={error} onRetry={() => void refetch()} />
  ) : (
    <SkeletonRows rows={8} height={56} />
  );
}

function Days({ scope, place }: { scope: Scope; place: CalendarPlace }) {
  const { data, error, isError, isPlaceholderData, refetch } = useQuery(calendarQuery(scope, place.shown));
  const [hour, setHour] = useState<string | null>(null);
  if (data === undefined)
    return isError ? (
      <BlockError message={words.error} error={error} onRetry={() => void refetch()} />
    ) : (
      <SkeletonRows rows={6} height={96} />
    );
  // The days of the view before stay until these are here; they must not be read as hours, nor the other way round.
  const isByDay = data.cells.length <= CALENDAR.days;
  const isMonth = place.view === 'month' && isByDay;
  const chosen = isMonth
    ? data.cells.find(({ local }) => local.startsWith(place.date))
    : data.cells.find(({ at }) => at === hour);
  return (
    <div className={classes.days} data-stale={isPlaceholderData || undefined}>
      <div className={classes.grid}>
        {isMonth ? (
          <MonthView view={data} place={place} />
        ) : place.view === 'week' && !isByDay ? (
          <WeekView view={data} place={place} chosen={hour} onChoose={setHour} />
        ) : (
          <SkeletonRows rows={6} height={96} />
        )}
        {!data.isComplete && <p className={classes.note}>{words.notComplete}</p>}
      </div>
      {chosen && (
        <CellDetail
          title={
            isMonth ? dayText(new Date(`${place.date}T12:00:00Z`), 'UTC') : hourText(chosen, data.timezone)
          }
          cell={chosen}
          to={endOf(chosen, data)}
          scope={scope}
          zone={data.timezone}
        />
      )}
    </div>
  );
}

const endOf = (cell: CalendarCell, { cells, to }: CalendarView): string =>
  cells[cells.indexOf(cell) + 1]?.at ?? to;
