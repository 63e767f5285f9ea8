import { DAY_MS, MINUTE_MS } from '../time.ts';
import { parseExpression } from './cron/cron-expression.ts';
import { durationMs } from './duration.ts';
import {
  FREQUENCY_INTERVAL_LIMIT,
  type Schedule,
  type ScheduleInput,
  type ScheduleInputOf,
} from './schedule.ts';
import { commonIssues, type ScheduleIssue, timingIssues } from './schedule-checks.ts';
import { DEFAULT_MIN_INTERVAL_MS, SCHEDULE_DEFAULTS } from './schedule-defaults.ts';
import { isTimezone, zoneSpelling } from './time/zones.ts';

export type { ScheduleIssue } from './schedule-checks.ts';

/**
 * `now`: the clock of this operation. `seed`: makes jitter differ between jobs. `previous`: the schedule that this one
 * replaces; what is not given again and does not change keeps its start (its phase and its count) and its seed.
 */
export type ResolutionContext = {
  now: Date;
  seed: string;
  defaultTimezone?: string;
  previous?: Schedule;
  minIntervalMs?: number;
};
export type ScheduleResolution = { ok: true; schedule: Schedule } | { ok: false; issues: ScheduleIssue[] };

/** "At once" is still possible for a time that has passed by no more than this. */
const PAST_TOLERANCE_MS = MINUTE_MS;
const LONGEST_INTERVAL_MS = 3_660 * DAY_MS;

type Part = { fields: object; startAt: string } | ScheduleIssue[];

/**
 * Makes a schedule explicit and judges what its values mean. Issues carry a path inside the schedule ("expression",
 * "dst.gap"), a sentence for the user, and for expressions the position of what is wrong.
 * A schedule equal to `previous` is accepted as it is, even if its time has passed by now.
 */
export function resolveSchedule(input: ScheduleInput, context: ResolutionContext): ScheduleResolution {
  const part = partOf(input, context);
  const early = commonIssues(input);
  if (Array.isArray(part)) return { ok: false, issues: [...part, ...early] };
  if (early.length > 0) return { ok: false, issues: early };
  const completed = {
    ...part.fields,
    kind: input.kind,
    startAt: part.startAt,
    endAt: input.endAt == null ? null : utc(input.endAt),
    maxRuns: input.maxRuns ?? null,
    jitterMs: input.jitterMs ?? SCHEDULE_DEFAULTS.jitterMs,
    dst: {
      gap: input.dst?.gap ?? SCHEDULE_DEFAULTS.dst.gap,
      overlap: input.dst?.overlap ?? SCHEDULE_DEFAULTS.dst.overlap,
    },
    seed: context.previous?.seed ?? context.seed,
  } as Schedule;
  if (context.previous && isSame(completed, context.previous)) return { ok: true, schedule: completed };
  const issues = timingIssues(completed, context.now, context.minIntervalMs ?? DEFAULT_MIN_INTERVAL_MS);
  return issues.length > 0 ? { ok: false, issues } : { ok: true, schedule: completed };
}

function partOf(input: ScheduleInput, context: ResolutionContext): Part {
  switch (input.kind) {
    case 'once':
      return oncePart(input, context);
    case 'cron':
      return cronPart(input, context);
    case 'interval':
      return intervalPart(input, context);
    case 'frequency':
      return frequencyPart(input, context);
  }
}

function oncePart(input: ScheduleInputOf<'once'>, { now, previous }: ResolutionContext): Part {
  const at = Date.parse(input.at);
  const isUnchanged = previous?.kind === 'once' && Date.parse(previous.at) === at;
  if (!isUnchanged && now.getTime() - at > PAST_TOLERANCE_MS) {
    return [{ path: 'at', message: 'That time has passed. Choose a later one.' }];
  }
  // Strictly after now, so that nextRun(schedule, now) finds a run that is to come at once.
  const effective = isUnchanged ? at : Math.max(at, now.getTime() + 1);
  const text = new Date(effective).toISOString();
  return { fields: { at: text }, startAt: input.startAt == null ? text : utc(input.startAt) };
}

function cronPart(input: ScheduleInputOf<'cron'>, context: ResolutionContext): Part {
  const { timezone, issues } = zoneOf(input.timezone, context);
  const parsed = parseExpression(input.expression);
  if (!parsed.ok) issues.push(...parsed.issues.map((issue) => ({ path: 'expression', ...issue })));
  if (issues.length > 0) return issues;
  const expression = input.expression.trim();
  const { previous, now } = context;
  const keeps =
    previous?.kind === 'cron' && previous.expression === expression && previous.timezone === timezone;
  const startAt = input.startAt ?? (keeps ? previous.startAt : now.toISOString());
  return { fields: { expression, timezone }, startAt: utc(startAt) };
}

function intervalPart(input: ScheduleInputOf<'interval'>, { now, previous }: ResolutionContext): Part {
  const step = durationMs(input.every);
  if (step === null || step < 1)
    return [{ path: 'every', message: 'Write how often, for example 15m, 2h or 1d.' }];
  if (step > LONGEST_INTERVAL_MS)
    return [{ path: 'every', message: 'The longest interval is 3660d (ten years).' }];
  const keeps = previous?.kind === 'interval' && durationMs(previous.every) === step;
  const first = keeps ? previous.startAt : new Date(now.getTime() + step).toISOString();
  const every = typeof input.every === 'string' ? input.every.trim() : input.every;
  return { fields: { every }, startAt: utc(input.startAt ?? first) };
}

function frequencyPart(input: ScheduleInputOf<'frequency'>, context: ResolutionContext): Part {
  const { timezone, issues } = zoneOf(input.timezone, context);
  const interval = input.interval ?? 1;
  if (interval < 1 || interval > FREQUENCY_INTERVAL_LIMIT) {
    issues.push({ path: 'interval', message: `${interval} is not in 1–${FREQUENCY_INTERVAL_LIMIT}.` });
  }
  if (issues.length > 0) return issues;
  const startDate = utc(input.startDate);
  const fields = { frequency: input.frequency, interval, startDate, timezone };
  return { fields, startAt: input.startAt == null ? startDate : utc(input.startAt) };
}

function zoneOf(given: string | null | undefined, { defaultTimezone }: ResolutionContext) {
  const timezone = given?.trim() || defaultTimezone || 'UTC';
  const issues: ScheduleIssue[] = [];
  if (isTimezone(timezone)) return { timezone: zoneSpelling(timezone), issues };
  issues.push({ path: 'timezone', message: `“${timezone}” is not a time zone. Search for a city.` });
  return { timezone, issues };
}

function utc(text: string): string {
  return new Date(text).toISOString();
}

function isSame(one: Schedule, other: Schedule): boolean {
  const sorted = (schedule: Schedule) =>
    JSON.stringify({ ...schedule, dst: null }, Object.keys(schedule).sort());
  return (
    sorted(one) === sorted(other) && one.dst.gap === other.dst.gap && one.dst.overlap === other.dst.overlap
  );
}
