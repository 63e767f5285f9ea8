import type { Language } from '../language.ts';
import { MINUTE_MS } from '../time.ts';
import { parseExpression } from './cron/cron-expression.ts';
import { findQuartzWeekdays, type QuartzWeekdays } from './cron/quartz.ts';
import { durationMs } from './duration.ts';
import { ISSUE_WORDS, type IssueWords } from './issue-words.ts';
import {
  FREQUENCY_INTERVAL_LIMIT,
  LONGEST_INTERVAL_MS,
  type Schedule,
  type ScheduleInput,
  type ScheduleInputOf,
} from './schedule.ts';
import type { ScheduleIssue } from './schedule-checks.ts';
import { isTimezone, zoneSpelling } from './time/zones.ts';

/** `previous`: the schedule that this one replaces; unchanged fields keep its start, and so their phase and count. */
export type KindContext = { now: Date; defaultTimezone?: string; previous?: Schedule };
/** `language`: that of the issues. */
type SpokenContext = KindContext & { language: Language };

type CommonField = 'startAt' | 'endAt' | 'maxRuns' | 'jitterMs' | 'dst' | 'seed';
type WithoutCommon<S> = S extends Schedule ? Omit<S, CommonField> : never;

/** The fields of one kind, explicit, and the start that follows from them; or the issues found in them. */
export type KindResolution = { fields: WithoutCommon<Schedule>; startAt: string } | ScheduleIssue[];

/** "At once" is still possible for a time that has passed by no more than this. */
const PAST_TOLERANCE_MS = MINUTE_MS;

/** Resolves the fields that only the kind of this schedule has. */
export function resolveKind(input: ScheduleInput, context: SpokenContext): KindResolution {
  switch (input.kind) {
    case 'once':
      return resolveOnce(input, context);
    case 'cron':
      return resolveCron(input, context);
    case 'interval':
      return resolveInterval(input, context);
    case 'frequency':
      return resolveFrequency(input, context);
  }
}

/** Formats an instant in UTC with milliseconds, as schedules are stored. */
export function formatUtc(text: string): string {
  return new Date(text).toISOString();
}

function resolveOnce(
  input: ScheduleInputOf<'once'>,
  { now, previous, language }: SpokenContext,
): KindResolution {
  const words = ISSUE_WORDS[language];
  const at = Date.parse(input.at);
  const isUnchanged = previous?.kind === 'once' && Date.parse(previous.at) === at;
  if (!isUnchanged && now.getTime() - at > PAST_TOLERANCE_MS) {
    return [{ path: 'at', message: words.passed }];
  }
  // Strictly after now, so that nextRun(schedule, now) finds a run that is to come at once.
  const effective = isUnchanged ? at : Math.max(at, now.getTime() + 1);
  const text = new Date(effective).toISOString();
  return {
    fields: { at: text, kind: input.kind },
    startAt: input.startAt == null ? text : formatUtc(input.startAt),
  };
}

function resolveCron(input: ScheduleInputOf<'cron'>, context: SpokenContext): KindResolution {
  const { timezone, issues } = resolveZone(input.timezone, context);
  const parsed = parseExpression(input.expression, context.language);
  if (!parsed.ok) issues.push(...parsed.issues.map((issue) => ({ path: 'expression', ...issue })));
  if (issues.length > 0) return issues;
  const expression = input.expression.trim();
  const { previous, now } = context;
  const isStored = previous?.kind === 'cron' && previous.expression === expression;
  const quartz = isStored ? null : findQuartzWeekdays(input.expression);
  if (quartz !== null) return [describeQuartz(quartz, ISSUE_WORDS[context.language])];
  const keeps = isStored && previous.timezone === timezone;
  const startAt = input.startAt ?? (keeps ? previous.startAt : now.toISOString());
  return { fields: { expression, timezone, kind: input.kind }, startAt: formatUtc(startAt) };
}

function describeQuartz({ instead, position }: QuartzWeekdays, words: IssueWords): ScheduleIssue {
  return { path: 'expression', message: words.quartz(instead), position };
}

function resolveInterval(
  input: ScheduleInputOf<'interval'>,
  { now, previous, language }: SpokenContext,
): KindResolution {
  const words = ISSUE_WORDS[language];
  const step = durationMs(input.every);
  if (step === null || step < 1) {
    return [{ path: 'every', message: words.writeEvery }];
  }
  if (step > LONGEST_INTERVAL_MS) {
    return [{ path: 'every', message: words.longestEvery }];
  }
  const keeps = previous?.kind === 'interval' && durationMs(previous.every) === step;
  const first = keeps ? previous.startAt : new Date(now.getTime() + step).toISOString();
  const every = typeof input.every === 'string' ? input.every.trim() : input.every;
  return { fields: { every, kind: input.kind }, startAt: formatUtc(input.startAt ?? first) };
}

function resolveFrequency(input: ScheduleInputOf<'frequency'>, context: SpokenContext): KindResolution {
  const { timezone, issues } = resolveZone(input.timezone, context);
  const interval = input.interval ?? 1;
  if (interval < 1 || interval > FREQUENCY_INTERVAL_LIMIT) {
    const message = ISSUE_WORDS[context.language].notWithin(interval, FREQUENCY_INTERVAL_LIMIT);
    issues.push({ path: 'interval', message });
  }
  if (issues.length > 0) return issues;
  const startDate = formatUtc(input.startDate);
  const { frequency, kind } = input;
  const fields = { frequency, interval, startDate, timezone, kind };
  return { fields, startAt: input.startAt == null ? startDate : formatUtc(input.startAt) };
}

function resolveZone(given: string | null | undefined, { defaultTimezone, language }: SpokenContext) {
  const timezone = given?.trim() || defaultTimezone || 'UTC';
  const issues: ScheduleIssue[] = [];
  if (isTimezone(timezone)) return { timezone: zoneSpelling(timezone), issues };
  issues.push({ path: 'timezone', message: ISSUE_WORDS[language].noZone(timezone) });
  return { timezone, issues };
}
