import { Cron } from 'croner';
import { DAY_MS, SECOND_MS } from '../../time.ts';
import { BoundedMap } from '../bounded-map.ts';
import type { LocalTimePattern } from '../time/local-time-pattern.ts';
import { type CronExpression, isRhythm, joinsDaysByOr, parseExpression } from './cron-expression.ts';
import { DAY, MONTH, valuesOf } from './cron-field.ts';

/** croner keeps about 80 kB per pattern (a flag for each of 10,000 years), hence no more of them. */
const PATTERN_LIMIT = 256;
const CRON_OPTIONS = { utcOffset: 0, mode: '5-or-6-parts', paused: true } as const;
const CYCLE_START = 2001;
const CYCLE_YEARS = 28;

/** `rhythm`: keeps its pace through clock changes. `never`: no day of any year matches. */
export type CronPattern = LocalTimePattern & { rhythm: boolean; never: boolean; cron: CronExpression };

const patterns = new BoundedMap<string, CronPattern>(PATTERN_LIMIT);

/** The pattern of a valid expression; parsed once and cached. @throws SyntaxError for an expression that cannot be read */
export function cronPattern(expression: string): CronPattern {
  return patterns.getOrMake(expression, compile);
}

function compile(expression: string): CronPattern {
  const parsed = parseExpression(expression);
  if (!parsed.ok) throw new SyntaxError(parsed.issues[0]?.message ?? 'The expression cannot be read.');
  const { cron } = parsed;
  const never = neverRuns(cron);
  const shared = { rhythm: isRhythm(cron), never, cron };
  if (never) return { ...shared, next: () => null, previous: () => null };
  const matcher = new Cron(cron.plain, CRON_OPTIONS);
  return {
    ...shared,
    next: (wall) => nextMatch(matcher, wall),
    previous: (wall) => previousMatch(matcher, wall),
  };
}

/** croner looks strictly after the second of what it is given. */
function nextMatch(matcher: Cron, wall: number): number | null {
  return matcher.nextRun(new Date(wall - 1))?.getTime() ?? null;
}

/** croner counts a run within the second it is given, if that second has begun. */
function previousMatch(matcher: Cron, wall: number): number | null {
  return (
    matcher.previousRuns(1, new Date(Math.floor(wall / SECOND_MS) * SECOND_MS + 1))[0]?.getTime() ?? null
  );
}

/**
 * Whether no date at all matches. What a day expression can see of a month is its number, its length and its first
 * weekday; 28 years in a row without a century show every such combination, so a search beyond them is in vain.
 */
function neverRuns(cron: CronExpression): boolean {
  const { day, month, weekday } = cron;
  const matcher = new Cron(`0 0 0 ${day.text} ${month.text} ${weekday.text}`, CRON_OPTIONS);
  const seen = new Set<string>();
  for (let year = CYCLE_START; year < CYCLE_START + CYCLE_YEARS; year += 1) {
    for (const number of valuesOf(MONTH, month)) {
      const first = Date.UTC(year, number - 1, 1);
      const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
      const shape = `${number} ${length} ${new Date(first).getUTCDay()}`;
      const days = seen.has(shape) ? [] : possibleDays(cron, length);
      if (days.some((value) => matcher.match(new Date(first + (value - 1) * DAY_MS)))) return false;
      seen.add(shape);
    }
  }
  return true;
}

/** Days of a month of this length that are worth a look: the named ones, where no weekday and no L or W brings in others. */
function possibleDays(cron: CronExpression, length: number): number[] {
  const { day } = cron;
  const isNamed = !day.any && !day.last && !day.lastWeekday && day.items.every((item) => !item.nearest);
  if (isNamed && !joinsDaysByOr(cron)) return valuesOf(DAY, day).filter((value) => value <= length);
  return Array.from({ length }, (_, index) => index + 1);
}
