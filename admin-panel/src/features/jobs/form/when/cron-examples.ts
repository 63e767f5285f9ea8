import { whenWords } from '../../../../lib/strings/form-when.ts';
import { wallTimeAt } from '../../../../lib/time/wall-time.ts';

const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
/** The last day that every month has. */
const SHORTEST_MONTH = 28;

export interface CronExample {
  expression: string;
  words: string;
}

/** Makes five examples around today's date on the calendar of `zone`. */
export function cronExamples(zone: string, now: Date): CronExample[] {
  const today = new Date(wallTimeAt(now, zone).date);
  const [day, weekday, month] = [today.getUTCDate(), today.getUTCDay(), today.getUTCMonth()];
  const words = whenWords.examples;
  const isLate = day > SHORTEST_MONTH;
  return [
    { expression: '*/15 * * * *', words: words.quarters },
    { expression: '0 9 * * MON-FRI', words: words.workdays },
    { expression: `0 9 * * ${WEEKDAYS[weekday]}`, words: words.weekday(weekday) },
    { expression: `0 9 ${isLate ? 'L' : day} * *`, words: isLate ? words.lastDay : words.day(day) },
    { expression: `0 9 ${day} ${month + 1} *`, words: words.date(day, month) },
  ];
}
