import { VisuallyHidden } from '@mantine/core';
import type { CalendarCell, CalendarView } from '@punctual/contracts/api/calendar-contract';
import { calendarWords as words } from '../../lib/strings/calendar.ts';
import { locale } from '../../lib/strings/language.ts';
import { dateFormat } from '../../lib/time/date-format.ts';
import { BarShape } from '../overview/bar-shape.tsx';
import { barOf } from '../overview/chart-geometry.ts';
import { addDays, isSameMonth } from './calendar-days.ts';
import { cellText, runsIn } from './cell-words.ts';
import classes from './month-view.module.css';
import type { CalendarPlace } from './use-calendar-place.ts';
import { useRoving } from './use-roving.ts';

interface Props {
  view: CalendarView;
  place: CalendarPlace;
}

/** The bar of a day, in pixels. */
const BAR = { width: 8, height: 34 };

const named = (date: string, options: Intl.DateTimeFormatOptions): string =>
  dateFormat(locale, { timeZone: 'UTC', ...options }).format(new Date(`${date}T00:00:00Z`));

/** Shows a month: a cell for each day, with what ran and what is planned. */
export function MonthView({ view, place }: Props) {
  const { grid, onKeyDown } = useRoving(place.turn, view.cells[0]?.at);
  const most = Math.max(1, ...view.cells.map(runsIn));
  const weeks = Array.from({ length: view.cells.length / 7 }, (_, i) => view.cells.slice(i * 7, i * 7 + 7));
  const first = view.cells[0]?.local.slice(0, 10) ?? place.date;
  return (
    <table ref={grid} className={classes.month} aria-label={words.month} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          {Array.from({ length: 7 }, (_, i) => addDays(first, i)).map((date) => (
            <th key={date} scope="col" abbr={named(date, { weekday: 'long' })}>
              {named(date, { weekday: 'short' })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((days, row) => (
          <tr key={days[0]?.at}>
            {days.map((cell, column) => (
              <td key={cell.at}>
                <Day cell={cell} place={place} most={most} column={column} row={row} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayProps {
  cell: CalendarCell;
  place: CalendarPlace;
  most: number;
  column: number;
  row: number;
}

function Day({ cell, place, most, column, row }: DayProps) {
  const date = cell.local.slice(0, 10);
  const runs = runsIn(cell);
  const isChosen = date === place.date;
  return (
    <button
      type="button"
      className={classes.day}
      data-column={column}
      data-row={row}
      data-other={!isSameMonth(date, place.date) || undefined}
      data-today={date === place.today || undefined}
      aria-pressed={isChosen}
      aria-current={date === place.today ? 'date' : undefined}
      tabIndex={isChosen ? 0 : -1}
      onClick={() => place.goTo(date)}
    >
      <VisuallyHidden>
        {`${named(date, { weekday: 'long', day: 'numeric', month: 'long' })}: ${cellText(cell)}`}
      </VisuallyHidden>
      <span className={classes.number} aria-hidden>
        {Number(date.slice(8))}
      </span>
      {runs > 0 && (
        <svg className={classes.bar} {...BAR} viewBox={`0 0 ${BAR.width} ${BAR.height}`} aria-hidden>
          {barOf({ ...cell, lateness: null }, BAR.height / most, BAR.height).map((part) => (
            <BarShape key={part.status} part={part} x={0} width={BAR.width} />
          ))}
        </svg>
      )}
      <span className={classes.counts} aria-hidden>
        {runs > 0 && <span>{words.runs(runs, cell.isCapped)}</span>}
        {cell.planned > 0 && (
          <span className={classes.planned}>{words.planned(cell.planned, cell.plannedIsCapped)}</span>
        )}
      </span>
      <span className={classes.short} aria-hidden>
        {runs > 0 && <span>{words.cut(runs, cell.isCapped)}</span>}
        {cell.planned > 0 && (
          <span className={classes.planned}>{words.cut(cell.planned, cell.plannedIsCapped)}</span>
        )}
      </span>
      <span className={classes.names} aria-hidden>
        {cell.jobs.slice(0, 2).map(({ job }) => (
          <span key={job.id}>{job.name}</span>
        ))}
      </span>
    </button>
  );
}
