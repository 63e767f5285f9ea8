import { VisuallyHidden } from '@mantine/core';
import type { CalendarCell, CalendarView } from '@punctual/contracts/api/calendar-contract';
import { calendarWords as words } from '../../lib/strings/calendar.ts';
import { locale } from '../../lib/strings/language.ts';
import { figure } from '../../lib/strings/plural.ts';
import { hourCycle } from '../../lib/time/clock-choice.ts';
import { dateFormat } from '../../lib/time/date-format.ts';
import { clockText, dayText } from '../../lib/time/instants.ts';
import { cellText, runsIn } from './cell-words.ts';
import type { CalendarPlace } from './use-calendar-place.ts';
import { useRoving } from './use-roving.ts';
import classes from './week-view.module.css';

interface Props {
  view: CalendarView;
  place: CalendarPlace;
  /** The instant of the hour that is chosen. */
  chosen: string | null;
  onChoose: (at: string) => void;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
/** Grades of how much is in an hour, of the most that is in one. */
const GRADES = 4;

/** Shows a week: seven days by 24 hours, each with how much ran or is planned. */
export function WeekView({ view, place, chosen, onChoose }: Props) {
  const { grid, onKeyDown } = useRoving(place.turn, view.cells[0]?.at);
  const days = [...new Set(view.cells.map(({ local }) => local.slice(0, 10)))];
  const amount = (cell: CalendarCell) => runsIn(cell) + cell.planned;
  const most = Math.max(1, ...view.cells.map(amount));
  const isChosen = ({ at }: CalendarCell) => at === chosen;
  const stop = view.cells.find(isChosen) ?? view.cells.find((cell) => amount(cell) > 0) ?? view.cells[0];
  // Where clocks go back there are two parts of one hour, where they go forward none.
  const within = (day: string, hour: string) =>
    view.cells.filter(({ local }) => local.startsWith(`${day}T${hour}`));
  return (
    <table ref={grid} className={classes.week} aria-label={words.week} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          <td />
          {days.map((day) => (
            <th key={day} scope="col" data-today={day === place.today || undefined}>
              {dayText(new Date(`${day}T12:00:00Z`), 'UTC')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {HOURS.map((hour, row) => (
          <tr key={hour}>
            <th scope="row">{hourWords(hour)}</th>
            {days.map((day, column) => (
              <td key={day}>
                {within(day, hour).map((cell) => (
                  <button
                    key={cell.at}
                    type="button"
                    className={classes.hour}
                    data-column={column}
                    data-row={row}
                    data-grade={Math.ceil((amount(cell) / most) * GRADES)}
                    data-failed={cell.runs.FAILED > 0 || undefined}
                    aria-pressed={isChosen(cell)}
                    tabIndex={cell === stop ? 0 : -1}
                    onClick={() => onChoose(cell.at)}
                  >
                    <VisuallyHidden>{`${hourText(cell, view.timezone)}: ${cellText(cell)}`}</VisuallyHidden>
                    {amount(cell) > 0 && <span aria-hidden>{figure(amount(cell))}</span>}
                  </button>
                ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Names an hour by itself: "09", or "9 am". */
const hourWords = (hour: string): string =>
  dateFormat(locale, { timeZone: 'UTC', hour: 'numeric', hourCycle: hourCycle() }).format(
    new Date(`2031-01-01T${hour}:00:00Z`),
  );

/** Names an hour: "Mon 3 Mar, 09:00". */
export const hourText = ({ at }: CalendarCell, zone: string): string =>
  `${dayText(new Date(at), zone)}, ${clockText(new Date(at), zone)}`;
