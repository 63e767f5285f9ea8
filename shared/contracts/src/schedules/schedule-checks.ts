import type { Language } from '../language.ts';
import { DAY_MS } from '../time.ts';
import { cronPattern } from './cron/cron-pattern.ts';
import { durationWords } from './describe/duration-words.ts';
import { describeNeverRuns } from './describe/never-runs.ts';
import { SCHEDULE_WORDS } from './describe/schedule-words.ts';
import { ISSUE_WORDS, type IssueWords } from './issue-words.ts';
import { nextRun } from './next-runs.ts';
import { LAST_INSTANT } from './occurrence-bounds.ts';
import { JITTER_LIMIT_MS, MAX_RUNS_LIMIT, type Schedule, type ScheduleInput } from './schedule.ts';
import { OutOfSteps, StepBudget } from './steps.ts';

/** `path` inside the schedule; `position` counts characters of the expression from 0, `to` exclusive. */
export type ScheduleIssue = { path: string; message: string; position?: { from: number; to: number } };

/** Number of runs ahead that are computed, to know the smallest gap and how many steps they take. */
const RUNS_AHEAD = 101;
/** Runs further ahead than this after the first matter to nobody. */
const HORIZON_MS = 100 * 366 * DAY_MS;
/** Steps that the next runs of a schedule may take, some 20 ms: all who share a process pay for them. */
const STEPS_PER_CHECK = 20_000;
/** No search for one run takes as many steps: it is never broken off. */
export const STEPS_PER_SEARCH = 12_000;
/** No check takes as many steps: it ends with the search in which it runs out of them. */
export const STEPS_OF_COSTLIEST_CHECK = STEPS_PER_CHECK + STEPS_PER_SEARCH;
const EARLIEST = Date.UTC(1970, 0, 1);
/** The field that decides how often each kind runs. */
const PACE_FIELD: Readonly<Record<Schedule['kind'], string>> = {
  once: 'at',
  cron: 'expression',
  interval: 'every',
  frequency: 'frequency',
};

/** Checks the fields that all kinds have, as far as that needs no run. */
export function checkCommonFields(input: ScheduleInput, language: Language): ScheduleIssue[] {
  const { maxRuns, jitterMs } = input;
  const words = ISSUE_WORDS[language];
  const issues = checkInstants(input, words);
  if (maxRuns != null && (maxRuns < 1 || maxRuns > MAX_RUNS_LIMIT)) {
    issues.push({ path: 'maxRuns', message: words.maxRuns(maxRuns, MAX_RUNS_LIMIT) });
  }
  if (jitterMs != null && (jitterMs < 0 || jitterMs > JITTER_LIMIT_MS)) {
    issues.push({ path: 'jitterMs', message: words.jitterRange(jitterMs, JITTER_LIMIT_MS) });
  }
  return issues;
}

/** Checks what only the runs themselves show: that there are any, and how close together they are. */
export function checkTiming(
  schedule: Schedule,
  now: Date,
  minIntervalMs: number,
  language: Language,
): ScheduleIssue[] {
  const words = ISSUE_WORDS[language];
  const never =
    schedule.kind === 'cron'
      ? describeNeverRuns(cronPattern(schedule.expression), SCHEDULE_WORDS[language])
      : null;
  if (never !== null) return [{ path: 'expression', message: never }];
  if (endsTooEarly(schedule)) return [{ path: 'endAt', message: words.endBeforeStart }];
  const budget = new StepBudget(STEPS_PER_CHECK, { countsCached: true });
  try {
    return budget.run(() => checkRuns(schedule, now, minIntervalMs, language));
  } catch (error) {
    if (!(error instanceof OutOfSteps && error.budget === budget)) throw error;
    return [{ path: PACE_FIELD[schedule.kind], message: words.tooManySteps }];
  }
}

function checkRuns(schedule: Schedule, now: Date, minIntervalMs: number, language: Language) {
  if (nextRun(schedule, now) === null && !isDueNow(schedule, now))
    return [explainNoRun(schedule, now, ISSUE_WORDS[language])];
  return checkGap(schedule, computeSmallestGap(schedule, now), minIntervalMs, language);
}

function checkInstants(input: ScheduleInput, { outOfTime }: IssueWords): ScheduleIssue[] {
  const times = {
    startAt: input.startAt,
    endAt: input.endAt,
    at: input.kind === 'once' ? input.at : null,
    startDate: input.kind === 'frequency' ? input.startDate : null,
  };
  return Object.entries(times).flatMap(([path, text]) => {
    const instant = text == null ? EARLIEST : Date.parse(text);
    const isInRange = instant >= EARLIEST && instant <= LAST_INSTANT;
    return isInRange ? [] : [{ path, message: outOfTime }];
  });
}

function endsTooEarly(schedule: Schedule): boolean {
  if (schedule.endAt === null) return false;
  const first = schedule.kind === 'frequency' ? schedule.startDate : schedule.startAt;
  const start = Math.max(Date.parse(first), Date.parse(schedule.startAt));
  return Date.parse(schedule.endAt) < start;
}

/** Checks for a run at this very millisecond, which counts as to come. */
function isDueNow(schedule: Schedule, now: Date): boolean {
  return nextRun(schedule, new Date(now.getTime() - 1)) !== null;
}

function explainNoRun(schedule: Schedule, now: Date, words: IssueWords): ScheduleIssue {
  if (schedule.endAt !== null && Date.parse(schedule.endAt) < now.getTime()) {
    return { path: 'endAt', message: words.endPassed };
  }
  return { path: schedule.endAt === null ? 'startAt' : 'endAt', message: words.noRun };
}

/** Computes the smallest distance in ms between two of the next runs; Infinity when there are fewer than two. */
function computeSmallestGap(schedule: Schedule, now: Date): number {
  let smallest = Number.POSITIVE_INFINITY;
  let previous = nextRun(schedule, new Date(now.getTime() - 1));
  const horizon = (previous?.at.getTime() ?? 0) + HORIZON_MS;
  for (let sample = 1; sample < RUNS_AHEAD; sample += 1) {
    if (previous === null || previous.at.getTime() >= horizon) break;
    const next = nextRun(schedule, previous.at);
    if (next === null) break;
    smallest = Math.min(smallest, next.at.getTime() - previous.at.getTime());
    previous = next;
  }
  return smallest;
}

function checkGap(
  schedule: Schedule,
  gap: number,
  minIntervalMs: number,
  language: Language,
): ScheduleIssue[] {
  const words = ISSUE_WORDS[language];
  if (gap < minIntervalMs) {
    const message = words.tooClose(durationWords(gap, language), durationWords(minIntervalMs, language));
    return [{ path: PACE_FIELD[schedule.kind], message }];
  }
  if (schedule.jitterMs === 0 || schedule.jitterMs * 2 < gap) return [];
  return [{ path: 'jitterMs', message: words.jitterOfGap(Math.ceil(gap / 2) - 1) }];
}
