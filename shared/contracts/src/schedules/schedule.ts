import { z } from 'zod';
import { DAY_MS } from '../time.ts';
import { speaking } from '../validation.ts';
import { DURATION_PATTERN } from './duration.ts';
import { instantInput } from './instant-input.ts';
import { TIME_WORDS } from './time-words.ts';

/** Largest `maxRuns`. It counts scheduled runs that were started: what is skipped or run by hand does not count. */
export const MAX_RUNS_LIMIT = 10_000;
/** Largest `jitterMs`: one day. */
export const JITTER_LIMIT_MS = DAY_MS;
/** Largest `interval` of a frequency ("every 1,000 months"). */
export const FREQUENCY_INTERVAL_LIMIT = 1_000;
/** Largest `every` of an interval: ten years. */
export const LONGEST_INTERVAL_MS = 3_660 * DAY_MS;
/** Longest cron expression, IANA zone name or duration that is accepted. */
const TEXT_LIMIT = 256;

export const FREQUENCIES = ['HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;

const EVERY_WORDS =
  'How often: a text of numbers with units, "15m" or "1h 30m", where ms is milliseconds, s seconds, m minutes, h hours, d days of 24 h and w weeks; or a whole number of milliseconds. Durations of ISO 8601 ("PT15M") are not taken. The longest is 3660d.';

const EXPRESSION_WORDS =
  '5 or 6 parts, seconds first if 6. Where day and weekday are both limited, it runs on days that fit either, also where one begins with *; with + before the weekday, on days that fit both.';

/** The name of a time zone; the resolver says if there is one. */
export const zoneName = z.string().min(1).max(TEXT_LIMIT);
const gap = z.enum(['shift', 'skip']);
const overlap = z.enum(['once', 'both']);

const common = {
  startAt: instantInput.nullish(),
  endAt: instantInput.nullish(),
  maxRuns: z.int().nullish(),
  jitterMs: z.int().nullish(),
  dst: z.strictObject({ gap: gap.optional(), overlap: overlap.optional() }).nullish(),
};

const onceInput = z.strictObject({ kind: z.literal('once'), at: instantInput, ...common });

const cronInput = z.strictObject({
  kind: z.literal('cron'),
  expression: z.string().min(1).max(TEXT_LIMIT).describe(EXPRESSION_WORDS),
  timezone: zoneName.nullish(),
  ...common,
});

const intervalInput = z.strictObject({
  kind: z.literal('interval'),
  every: z
    .union(
      [
        z
          .string()
          .min(1)
          .max(TEXT_LIMIT)
          .meta({ pattern: DURATION_PATTERN.source, examples: ['15m'] }),
        z.int().meta({ minimum: 1, maximum: LONGEST_INTERVAL_MS, examples: [900_000] }),
      ],
      speaking(TIME_WORDS)((words) => words.every),
    )
    .describe(EVERY_WORDS),
  ...common,
});

const frequencyInput = z.strictObject({
  kind: z.literal('frequency'),
  frequency: z.enum(FREQUENCIES),
  interval: z.int().nullish(),
  startDate: instantInput,
  timezone: zoneName.nullish(),
  ...common,
});

/** The `schedule` that a client may send. Checks its shape only; `resolveSchedule` checks what the values mean. */
export const scheduleInput = z.discriminatedUnion('kind', [
  onceInput,
  cronInput,
  intervalInput,
  frequencyInput,
]);
export type ScheduleInput = z.infer<typeof scheduleInput>;

/** Resolved instants are UTC with milliseconds. */
const utc = z.iso.datetime();

const resolved = {
  startAt: utc,
  endAt: utc.nullable(),
  maxRuns: z.int().nullable(),
  jitterMs: z.int(),
  dst: z.strictObject({ gap, overlap }),
  seed: z.string(),
};

/** The stored form: everything explicit, instants in UTC with milliseconds. Made by `resolveSchedule` only. */
export const schedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once'), at: utc, ...resolved }),
  z.strictObject({ kind: z.literal('cron'), expression: z.string(), timezone: z.string(), ...resolved }),
  z.strictObject({ kind: z.literal('interval'), every: z.union([z.string(), z.int()]), ...resolved }),
  z.strictObject({
    kind: z.literal('frequency'),
    frequency: z.enum(FREQUENCIES),
    interval: z.int(),
    startDate: utc,
    timezone: z.string(),
    ...resolved,
  }),
]);
export type Schedule = z.infer<typeof schedule>;

export type ScheduleKind = Schedule['kind'];
export type Frequency = (typeof FREQUENCIES)[number];
/** The choice for fixed local times when clocks change; time/local-time-search.ts has the rule. */
export type DstChoice = Schedule['dst'];
export type ScheduleOf<K extends ScheduleKind> = Extract<Schedule, { kind: K }>;
export type ScheduleInputOf<K extends ScheduleKind> = Extract<ScheduleInput, { kind: K }>;

/** `gap-shifted`: its local time does not exist that day. `overlap-*`: its local time comes twice that day. */
export type OccurrenceNote = 'gap-shifted' | 'overlap-first' | 'overlap-second';

/** `at` is the nominal instant, `dueAt` the nominal instant plus the jitter of this occurrence. */
export type Occurrence = { at: Date; dueAt: Date; note?: OccurrenceNote };
