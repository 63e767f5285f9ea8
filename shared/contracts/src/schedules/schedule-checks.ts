import { DAY_MS } from '../time.ts';
import { cronPattern } from './cron/cron-pattern.ts';
import { describeNeverRuns } from './describe/never-runs.ts';
import { durationWords } from './duration.ts';
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
export function checkCommonFields(input: ScheduleInput): ScheduleIssue[] {
  const { maxRuns, jitterMs } = input;
  const issues = checkInstants(input);
  if (maxRuns != null && (maxRuns < 1 || maxRuns > MAX_RUNS_LIMIT)) {
    issues.push({
      path: 'maxRuns',
      message: `${maxRuns} is not in 1–${MAX_RUNS_LIMIT}. For more runs set an end instead.`,
    });
  }
  if (jitterMs != null && (jitterMs < 0 || jitterMs > JITTER_LIMIT_MS)) {
    issues.push({ path: 'jitterMs', message: `${jitterMs} is not in 0–${JITTER_LIMIT_MS} (one day).` });
  }
  return issues;
}

/** Checks what only the runs themselves show: that there are any, and how close together they are. */
export function checkTiming(schedule: Schedule, now: Date, minIntervalMs: number): ScheduleIssue[] {
  const never = schedule.kind === 'cron' ? describeNeverRuns(cronPattern(schedule.expression)) : null;
  if (never !== null) return [{ path: 'expression', message: never }];
  if (endsTooEarly(schedule)) return [{ path: 'endAt', message: 'The end is before the start.' }];
  const budget = new StepBudget(STEPS_PER_CHECK, { countsCached: true });
  try {
    return budget.run(() => checkRuns(schedule, now, minIntervalMs));
  } catch (error) {
    if (error instanceof OutOfSteps && error.budget === budget) return [explainTooManySteps(schedule)];
    throw error;
  }
}

function checkRuns(schedule: Schedule, now: Date, minIntervalMs: number): ScheduleIssue[] {
  if (nextRun(schedule, now) === null && !isDueNow(schedule, now)) return [explainNoRun(schedule, now)];
  return checkGap(schedule, computeSmallestGap(schedule, now), minIntervalMs);
}

function explainTooManySteps({ kind }: Schedule): ScheduleIssue {
  const message =
    'This schedule takes too long to compute, because few days fit it. Name fewer days with W, L or #, or make several simpler jobs.';
  return { path: PACE_FIELD[kind], message };
}

function checkInstants(input: ScheduleInput): ScheduleIssue[] {
  const times = {
    startAt: input.startAt,
    endAt: input.endAt,
    at: input.kind === 'once' ? input.at : null,
    startDate: input.kind === 'frequency' ? input.startDate : null,
  };
  return Object.entries(times).flatMap(([path, text]) => {
    const instant = text == null ? EARLIEST : Date.parse(text);
    const isInRange = instant >= EARLIEST && instant <= LAST_INSTANT;
    return isInRange ? [] : [{ path, message: 'Choose a time between the years 1970 and 2999.' }];
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

function explainNoRun(schedule: Schedule, now: Date): ScheduleIssue {
  if (schedule.endAt !== null && Date.parse(schedule.endAt) < now.getTime()) {
    return { path: 'endAt', message: 'That end has passed. Choose a later one.' };
  }
  return {
    path: schedule.endAt === null ? 'startAt' : 'endAt',
    message: 'No run falls between the start and the end.',
  };
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

function checkGap(schedule: Schedule, gap: number, minIntervalMs: number): ScheduleIssue[] {
  if (gap < minIntervalMs) {
    const message = `Runs come as close as every ${durationWords(gap)}; the smallest interval here is ${durationWords(minIntervalMs)}.`;
    return [{ path: PACE_FIELD[schedule.kind], message }];
  }
  if (schedule.jitterMs === 0 || schedule.jitterMs * 2 < gap) return [];
  const limit = Math.ceil(gap / 2) - 1;
  const message = `Use at most ${limit} ms: less than half the smallest gap between two runs.`;
  return [{ path: 'jitterMs', message }];
}
