import type { CalendarCell } from '@punctual/contracts/api/calendar-contract';
import { RUN_STATUSES } from '@punctual/contracts/runs/run-status';
import { RUN_STATUS_LOOKS } from '../../components/run-status/run-status.ts';
import { calendarWords as words } from '../../lib/strings/calendar.ts';
import { figure } from '../../lib/strings/plural.ts';

/** Counts the runs of a part of the calendar. */
export const runsIn = ({ runs }: CalendarCell): number =>
  Object.values(runs).reduce((sum, count) => sum + count, 0);

/** Says what is in a part of the calendar: "3 completed, 1 failed, 4 planned". */
export function cellText(cell: CalendarCell): string {
  const parts = RUN_STATUSES.filter((status) => cell.runs[status] > 0).map(
    (status) => `${figure(cell.runs[status])}${cell.isCapped ? '+' : ''} ${RUN_STATUS_LOOKS[status].label}`,
  );
  const planned = cell.planned > 0 ? [words.planned(cell.planned, cell.plannedIsCapped)] : [];
  return [...parts, ...planned].join(', ') || words.nothing;
}
