import { DAY_MS } from '../time.ts';
import { cronPattern } from './cron/cron-pattern.ts';
import { durationWords } from './duration.ts';
import { neverRunsBecause } from './never-runs.ts';
import { nextRun, nextRuns } from './next-runs.ts';
import { LAST_INSTANT } from './occurrence-bounds.ts';
import { JITTER_LIMIT_MS, MAX_RUNS_LIMIT, type Schedule, type ScheduleInput } from './schedule.ts';

/** `path` inside the schedule; `position` counts characters of the expression from 0, `to` exclusive. */
export type ScheduleIssue = { path: string; message: string; position?: { from: number; to: number } };

/** As many runs ahead are looked at for the smallest gap, … */
const GAP_SAMPLE = 101;
/** … but none later than this after the first: gaps of years are small to nobody. */
const GAP_HORIZON_MS = 5 * 366 * DAY_MS;
const EARLIEST = Date.UTC(1970, 0, 1);

/** What can be said of the common fields without knowing any run. */
export function commonIssues(input: ScheduleInput): ScheduleIssue[] {
  const { maxRuns, jitterMs } = input;
  const issues = timeIssues(input);
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

/** What only the runs themselves show: that there are any, and how close they come. */
export function timingIssues(schedule: Schedule, now: Date, minIntervalMs: number): ScheduleIssue[] {
  const never = schedule.kind === 'cron' ? neverRunsBecause(cronPattern(schedule.expression)) : null;
  if (never !== null) return [{ path: 'expression', message: never }];
  if (endsTooEarly(schedule)) return [{ path: 'endAt', message: 'The end is before the start.' }];
  if (nextRun(schedule, now) === null && !isDueNow(schedule, now)) return [noRunLeft(schedule, now)];
  return gapIssues(schedule, smallestGap(schedule, now), minIntervalMs);
}

function timeIssues(input: ScheduleInput): ScheduleIssue[] {
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

/** A run at this very millisecond counts as to come: the first look is at now − 1 ms. */
function isDueNow(schedule: Schedule, now: Date): boolean {
  return nextRun(schedule, new Date(now.getTime() - 1)) !== null;
}

function noRunLeft(schedule: Schedule, now: Date): ScheduleIssue {
  if (schedule.endAt !== null && Date.parse(schedule.endAt) < now.getTime()) {
    return { path: 'endAt', message: 'That end has passed. Choose a later one.' };
  }
  if (schedule.maxRuns !== null && nextRun({ ...schedule, maxRuns: null }, now) !== null) {
    return { path: 'maxRuns', message: `All ${schedule.maxRuns} runs from the start on lie in the past.` };
  }
  return {
    path: schedule.endAt === null ? 'startAt' : 'endAt',
    message: 'No run falls between the start and the end.',
  };
}

/** The smallest distance in ms between two of the next runs; Infinity when fewer than two come. */
function smallestGap(schedule: Schedule, now: Date): number {
  let smallest = Number.POSITIVE_INFINITY;
  let previous = nextRun(schedule, new Date(now.getTime() - 1));
  const horizon = (previous?.at.getTime() ?? 0) + GAP_HORIZON_MS;
  for (
    let sample = 1;
    sample < GAP_SAMPLE && previous !== null && previous.at.getTime() < horizon;
    sample += 1
  ) {
    const [next] = nextRuns(schedule, previous.at, 1);
    if (next === undefined) break;
    smallest = Math.min(smallest, next.at.getTime() - previous.at.getTime());
    previous = next;
  }
  return smallest;
}

function gapIssues(schedule: Schedule, gap: number, minIntervalMs: number): ScheduleIssue[] {
  if (gap < minIntervalMs) {
    const message = `Runs come as close as every ${durationWords(gap)}; the smallest interval here is ${durationWords(minIntervalMs)}.`;
    return [{ path: PACE_FIELD[schedule.kind], message }];
  }
  if (schedule.jitterMs === 0 || schedule.jitterMs * 2 < gap) return [];
  const limit = Math.ceil(gap / 2) - 1;
  return [
    {
      path: 'jitterMs',
      message: `Use at most ${limit} ms: less than half the smallest gap between two runs.`,
    },
  ];
}

const PACE_FIELD: Readonly<Record<Schedule['kind'], string>> = {
  once: 'at',
  cron: 'expression',
  interval: 'every',
  frequency: 'frequency',
};
