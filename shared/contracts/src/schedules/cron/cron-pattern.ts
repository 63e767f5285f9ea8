import { Cron } from 'croner';
import { DAY_MS, SECOND_MS } from '../../time.ts';
import { BoundedMap } from '../bounded-map.ts';
import type { LocalTimePattern } from '../time/local-time-pattern.ts';
import { type CronExpression, isRhythm, joinsDaysByOr, parseExpression } from './cron-expression.ts';
import { DAY, expandField, MONTH } from './cron-field.ts';

/** Limits the cache: croner keeps about 80 kB per pattern (a flag for each of 10,000 years). */
const PATTERN_LIMIT = 256;
const CRON_OPTIONS = { utcOffset: 0, mode: '5-or-6-parts', paused: true } as const;
const CYCLE_START = 2001;
const CYCLE_YEARS = 28;

/** `rhythm`: keeps its pace through clock changes. `never`: no day of any year matches. */
export type CronPattern = LocalTimePattern & { rhythm: boolean; never: boolean; cron: CronExpression };

const patterns = new BoundedMap<string, CronPattern>(PATTERN_LIMIT);

/** Returns the pattern of a valid expression, parsed once and cached. @throws SyntaxError for an expression that cannot be read */
export function cronPattern(expression: string): CronPattern {
  return patterns.getOrCreate(expression, compile);
}

function compile(expression: string): CronPattern {
  const parsed = parseExpression(expression);
  if (!parsed.ok) throw new SyntaxError(parsed.issues[0]?.message ?? 'The expression cannot be read.');
  const { cron } = parsed;
  const never = matchesNoDate(cron);
  const shared = { rhythm: isRhythm(cron), never, cron };
  if (never) return { ...shared, next: () => null, previous: () => null };
  const matcher = new Cron(cron.plain, CRON_OPTIONS);
  return {
    ...shared,
    next: (local) => nextMatch(matcher, local),
    previous: (local) => previousMatch(matcher, local),
  };
}

/** Asks croner from 1 ms before, because it searches strictly after the given second. */
function nextMatch(matcher: Cron, local: number): number | null {
  return matcher.nextRun(new Date(local - 1))?.getTime() ?? null;
}

/** Asks croner from 1 ms into the second, because it includes the given second only if that has begun. */
function previousMatch(matcher: Cron, local: number): number | null {
  return (
    matcher.previousRuns(1, new Date(Math.floor(local / SECOND_MS) * SECOND_MS + 1))[0]?.getTime() ?? null
  );
}

/**
 * Checks that no date matches. A day expression depends on a month's number, length and first weekday alone; 28 years
 * in a row without a century have every such combination, so that a longer search finds nothing more.
 */
function matchesNoDate(cron: CronExpression): boolean {
  const { day, month, weekday } = cron;
  const matcher = new Cron(`0 0 0 ${day.text} ${month.text} ${weekday.text}`, CRON_OPTIONS);
  const seen = new Set<string>();
  for (let year = CYCLE_START; year < CYCLE_START + CYCLE_YEARS; year += 1) {
    for (const number of expandField(MONTH, month)) {
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

/** Lists the days of a month of this length that can match: the named ones, where no weekday, L or W adds others. */
function possibleDays(cron: CronExpression, length: number): number[] {
  const { day } = cron;
  const isNamed = !day.any && !day.last && !day.lastWeekday && day.items.every((item) => !item.nearest);
  if (isNamed && !joinsDaysByOr(cron)) return expandField(DAY, day).filter((value) => value <= length);
  return Array.from({ length }, (_, index) => index + 1);
}
