import { Cron } from 'croner';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../time.ts';
import { BoundedMap } from '../bounded-map.ts';
import { spendSteps, spendStepsOnSetUp } from '../steps.ts';
import type { LocalTimePattern } from '../time/local-time-pattern.ts';
import { type CronExpression, isRhythm, joinsDaysByOr, parseExpression } from './cron-expression.ts';
import { DAY, expandField, HOUR, MINUTE, MONTH, SECOND } from './cron-field.ts';

/** Limits the cache: croner keeps about 80 kB per pattern (a flag for each of 10,000 years). */
const PATTERN_LIMIT = 256;
const CRON_OPTIONS = { utcOffset: 0, mode: '5-or-6-parts', paused: true } as const;
/** Measured: croner's look at a day for each `W`, and for the weekdays. */
const STEPS_PER_NEAREST = 0.5;
const STEPS_PER_WEEKDAY = 0.3;
const DAYS_PER_MONTH = 31;
const MONTHS_PER_YEAR = 12;
const MONTH_MS = (366 * DAY_MS) / MONTHS_PER_YEAR;
/** croner finds nothing beyond. */
const LAST_SEARCHED = Date.UTC(3000, 0, 1);
const CYCLE_START = 2001;
const CYCLE_YEARS = 28;

/** Measured: croner reads an expression; each date of which is asked if it matches takes one more. */
const STEPS_TO_READ = 50;
/** A search takes so many steps at least. */
const STEPS_PER_SEARCH = 5;

/** `rhythm`: keeps its pace through clock changes. `never`: no day of any year matches. */
export type CronPattern = LocalTimePattern & {
  readonly rhythm: boolean;
  readonly never: boolean;
  readonly cron: CronExpression;
};

const patterns = new BoundedMap<string, CronPattern>(PATTERN_LIMIT);

/** Returns the pattern of a valid expression, parsed once and cached. @throws SyntaxError for an expression that cannot be read */
export function cronPattern(expression: string): CronPattern {
  return patterns.getOrCreate(expression, compile);
}

function compile(expression: string): CronPattern {
  const parsed = parseExpression(expression);
  if (!parsed.ok) throw new SyntaxError(parsed.issues[0]?.message ?? 'The expression cannot be read.');
  return new CronerPattern(parsed.cron);
}

/** Searches with croner, which is set up when it is first asked: describing a schedule needs no search. */
class CronerPattern implements CronPattern {
  readonly cron: CronExpression;
  readonly rhythm: boolean;
  readonly #stepsPerMonth: number;
  #searched: { never: boolean; matcher: Cron } | null = null;

  constructor(cron: CronExpression) {
    this.cron = cron;
    this.rhythm = isRhythm(cron);
    this.#stepsPerMonth = computeStepsPerMonth(cron);
  }

  get never(): boolean {
    return this.#setUp().never;
  }

  /** Asks croner from 1 ms before, because it searches strictly after the given second. */
  next(local: number): number | null {
    const { never, matcher } = this.#setUp();
    if (never) return null;
    const found = matcher.nextRun(new Date(local - 1))?.getTime() ?? null;
    this.#spend((found ?? LAST_SEARCHED) - local);
    return found;
  }

  /** Asks croner from 1 ms into the second, because it includes the given second only if that has begun. */
  previous(local: number): number | null {
    const { never, matcher } = this.#setUp();
    if (never) return null;
    const second = new Date(Math.floor(local / SECOND_MS) * SECOND_MS + 1);
    const found = matcher.previousRuns(1, second)[0]?.getTime() ?? null;
    this.#spend(local - (found ?? 0));
    return found;
  }

  #setUp() {
    if (this.#searched === null) {
      const matcher = new Cron(this.cron.plain, CRON_OPTIONS);
      const { never, asked } = matchesNoDate(this.cron, matcher);
      this.#searched = { never, matcher };
      spendStepsOnSetUp(STEPS_TO_READ + asked);
    }
    return this.#searched;
  }

  /** @throws OutOfSteps */
  #spend(passedMs: number): void {
    spendSteps(STEPS_PER_SEARCH + Math.ceil((Math.max(0, passedMs) / MONTH_MS) * this.#stepsPerMonth));
  }
}

/** Computes the steps that croner takes for a month that it passes: it looks at each day of the months that are named. */
function computeStepsPerMonth({ day, month, weekday }: CronExpression): number {
  const nearest = new Set(day.items.filter((item) => item.nearest).map((item) => item.from)).size;
  const perDay = nearest * STEPS_PER_NEAREST + (weekday.any ? 0 : STEPS_PER_WEEKDAY);
  const share = expandField(MONTH, month).length / MONTHS_PER_YEAR;
  return 1 + share * DAYS_PER_MONTH * perDay;
}

/**
 * Checks that no date matches. A day expression depends on a month's length and first weekday alone; 28 years in a
 * row without a century have every such combination of each month, so that a longer search finds nothing more.
 * @returns also the number of dates that were asked for
 */
function matchesNoDate(cron: CronExpression, matcher: Cron): { never: boolean; asked: number } {
  const time = firstTimeOfDay(cron);
  const seen = new Set<string>();
  let asked = 0;
  for (let year = CYCLE_START; year < CYCLE_START + CYCLE_YEARS; year += 1) {
    for (const number of expandField(MONTH, cron.month)) {
      const first = Date.UTC(year, number - 1, 1);
      const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
      const shape = `${length} ${new Date(first).getUTCDay()}`;
      const days = seen.has(shape) ? [] : possibleDays(cron, length);
      for (const value of days) {
        asked += 1;
        if (matcher.match(new Date(first + (value - 1) * DAY_MS + time))) return { never: false, asked };
      }
      seen.add(shape);
    }
  }
  return { never: true, asked };
}

/** Lists the days of a month of this length that can match: the named ones, where no weekday, L or W adds others. */
function possibleDays(cron: CronExpression, length: number): number[] {
  const { day } = cron;
  const isNamed = !day.any && !day.last && !day.lastWeekday && day.items.every((item) => !item.nearest);
  if (isNamed && !joinsDaysByOr(cron)) return expandField(DAY, day).filter((value) => value <= length);
  return Array.from({ length }, (_, index) => index + 1);
}

function firstTimeOfDay({ hour, minute, second }: CronExpression): number {
  const [h = 0] = expandField(HOUR, hour);
  const [m = 0] = expandField(MINUTE, minute);
  const [s = 0] = expandField(SECOND, second);
  return h * HOUR_MS + m * MINUTE_MS + s * SECOND_MS;
}
