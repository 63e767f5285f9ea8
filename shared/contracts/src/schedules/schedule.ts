import { z } from 'zod';
import { DAY_MS } from '../time.ts';

/** Largest `maxRuns`: the runs up to the last one are counted whenever a next run is asked for. */
export const MAX_RUNS_LIMIT = 10_000;
/** Largest `jitterMs`: one day. */
export const JITTER_LIMIT_MS = DAY_MS;
/** Largest `interval` of a frequency ("every 1,000 months"). */
export const FREQUENCY_INTERVAL_LIMIT = 1_000;
/** Longest cron expression, IANA zone name or duration that is looked at. */
const TEXT_LIMIT = 256;

export const FREQUENCIES = ['HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;

/** An instant as text. Without `Z` or an offset it would not say which instant, and is refused. */
const instant = z.iso.datetime({
  offset: true,
  error: 'Give the time with its offset, for example 2027-03-28T09:00:00Z.',
});
const zoneName = z.string().min(1).max(TEXT_LIMIT);
const gap = z.enum(['shift', 'skip']);
const overlap = z.enum(['once', 'both']);

const common = {
  startAt: instant.nullish(),
  endAt: instant.nullish(),
  maxRuns: z.int().nullish(),
  jitterMs: z.int().nullish(),
  dst: z.strictObject({ gap: gap.optional(), overlap: overlap.optional() }).nullish(),
};

const onceInput = z.strictObject({ kind: z.literal('once'), at: instant, ...common });

const cronInput = z.strictObject({
  kind: z.literal('cron'),
  expression: z.string().min(1).max(TEXT_LIMIT),
  timezone: zoneName.nullish(),
  ...common,
});

const intervalInput = z.strictObject({
  kind: z.literal('interval'),
  every: z.union([z.string().min(1).max(TEXT_LIMIT), z.int()]),
  ...common,
});

const frequencyInput = z.strictObject({
  kind: z.literal('frequency'),
  frequency: z.enum(FREQUENCIES),
  interval: z.int().nullish(),
  startDate: instant,
  timezone: zoneName.nullish(),
  ...common,
});

/** What a client may send as `schedule`. Shapes only; what the values mean is judged by `completeSchedule`. */
export const scheduleInput = z.discriminatedUnion('kind', [
  onceInput,
  cronInput,
  intervalInput,
  frequencyInput,
]);
export type ScheduleInput = z.infer<typeof scheduleInput>;

/** Completed instants are UTC with milliseconds. */
const utc = z.iso.datetime();

const completed = {
  startAt: utc,
  endAt: utc.nullable(),
  maxRuns: z.int().nullable(),
  jitterMs: z.int(),
  dst: z.strictObject({ gap, overlap }),
  seed: z.string(),
};

/** The stored form: everything explicit, instants in UTC with milliseconds. Made by `completeSchedule` only. */
export const schedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once'), at: utc, ...completed }),
  z.strictObject({ kind: z.literal('cron'), expression: z.string(), timezone: z.string(), ...completed }),
  z.strictObject({ kind: z.literal('interval'), every: z.union([z.string(), z.int()]), ...completed }),
  z.strictObject({
    kind: z.literal('frequency'),
    frequency: z.enum(FREQUENCIES),
    interval: z.int(),
    startDate: utc,
    timezone: z.string(),
    ...completed,
  }),
]);
export type Schedule = z.infer<typeof schedule>;

export type ScheduleKind = Schedule['kind'];
export type Frequency = (typeof FREQUENCIES)[number];
/** What happens to fixed wall times when clocks change; see docs of `wall-search.ts`. */
export type DstChoice = Schedule['dst'];
export type ScheduleOf<K extends ScheduleKind> = Extract<Schedule, { kind: K }>;
export type ScheduleInputOf<K extends ScheduleKind> = Extract<ScheduleInput, { kind: K }>;

/** `gap-shifted`: its wall time does not exist that day. `overlap-*`: its wall time comes twice that day. */
export type OccurrenceNote = 'gap-shifted' | 'overlap-first' | 'overlap-second';

/** `at` is the nominal instant, `dueAt` the nominal instant plus the jitter of this occurrence. */
export type Occurrence = { at: Date; dueAt: Date; note?: OccurrenceNote };
