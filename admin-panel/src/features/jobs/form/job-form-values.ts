import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { JOB_DEFAULTS } from '@punctual/contracts/jobs/job-defaults';
import { SCHEDULE_DEFAULTS } from '@punctual/contracts/schedules/schedule-defaults';
import { HOUR_MS } from '@punctual/contracts/time';

import { wallTimeAt } from '../../../lib/time/wall-time.ts';
import { shortDuration } from './short-duration.ts';
import { emptyText } from './task/field-text.ts';

export const WHEN_MODES = ['once', 'repeat', 'interval', 'cron'] as const;
type WhenMode = (typeof WHEN_MODES)[number];

/** Units of elapsed time, as durations are written; `ms` only for jobs that were made with it. */
export const ELAPSED_UNITS = { ms: 'ms', second: 's', minute: 'm', hour: 'h', day: 'd', week: 'w' } as const;
/** Units of the calendar, as the API calls them. */
export const CALENDAR_UNITS = {
  hour: 'HOURLY',
  day: 'DAILY',
  week: 'WEEKLY',
  month: 'MONTHLY',
  year: 'YEARLY',
} as const;
export type Unit = keyof typeof ELAPSED_UNITS | keyof typeof CALENDAR_UNITS;

export type Counting = 'elapsed' | 'calendar';
/** `both`: only jobs that were made so, through the API, show it. */
export type Ending = 'never' | 'date' | 'count' | 'both';

/** Texts of the fields of each kind of task, by their names. */
export type TaskTexts = Record<string, Record<string, string>>;

/** Holds the form: text as typed, of all kinds and modes at once, so that switching back restores it. */
export interface JobFormValues {
  kind: string;
  task: TaskTexts;
  name: string;
  mode: WhenMode;
  /** Wall time in `zone`. */
  date: string;
  time: string;
  /** Says which one is meant of a time that comes twice when clocks go back. */
  pass: 'first' | 'second';
  /** Instead of date and time: so long after the button is pressed, in ms. */
  afterMs: number | null;
  /** The expression of "Repeat" and "Cron": the choices of the one are a view of it. */
  expression: string;
  /** "Repeat" by weeks comes every so many; more than one counts from the week of a date, 2026-12-07. */
  weeks: number;
  firstWeek: string;
  every: string;
  unit: Unit;
  counting: Counting;
  firstDate: string;
  firstTime: string;
  zone: string;
  startDate: string;
  startTime: string;
  end: Ending;
  endDate: string;
  endTime: string;
  maxRuns: string;
  /** Runs of the job that is edited that count towards `maxRuns`; null for a new job, or without a limit. */
  starts: number | null;
  restartCount: boolean;
  /** Durations as text: "10s", "1h 30m". */
  jitter: string;
  gap: 'shift' | 'skip';
  twice: 'once' | 'both';
  overlap: JobView['overlap'];
  misfire: JobView['misfire'];
  catchUp: string;
  attempts: string;
  backoff: JobView['retry']['backoff'];
  delay: string;
  maxAge: string;
  timeout: string;
  delivery: JobView['delivery'];
  /** A number as text; empty for never. */
  pauseAfter: string;
  description: string;
  tags: string;
  enabled: boolean;
}

/** Fields of blocks that open closed: the defaults of the API, until the user changes them. */
export const QUIET_VALUES = {
  startDate: '',
  startTime: '',
  end: 'never',
  endDate: '',
  endTime: '',
  maxRuns: '',
  starts: null as number | null,
  restartCount: false,
  jitter: '',
  gap: SCHEDULE_DEFAULTS.dst.gap,
  twice: SCHEDULE_DEFAULTS.dst.overlap,
  overlap: JOB_DEFAULTS.overlap,
  misfire: JOB_DEFAULTS.misfire,
  catchUp: shortDuration(JOB_DEFAULTS.catchUpWindowMs),
  attempts: String(JOB_DEFAULTS.retry.attempts),
  backoff: JOB_DEFAULTS.retry.backoff,
  delay: shortDuration(JOB_DEFAULTS.retry.delayMs),
  maxAge: shortDuration(JOB_DEFAULTS.retry.maxAgeMs),
  timeout: shortDuration(JOB_DEFAULTS.timeoutMs),
  delivery: JOB_DEFAULTS.delivery,
  pauseAfter: '',
  description: '',
  tags: '',
  enabled: JOB_DEFAULTS.enabled,
} satisfies Partial<JobFormValues>;

export const DEFAULT_EXPRESSION = '0 9 * * *';

export const emptyTask = (kinds: readonly TaskKind[]): TaskTexts =>
  Object.fromEntries(
    kinds.map(({ type, fields }) => [
      type,
      Object.fromEntries(fields.map((field) => [field.name, emptyText(field)])),
    ]),
  );

/** The form as it opens: once, at the next full hour. */
export function emptyValues(
  kind: string,
  kinds: readonly TaskKind[],
  zone: string,
  now: Date,
): JobFormValues {
  const nextHour = new Date(Math.ceil((now.getTime() + 1) / HOUR_MS) * HOUR_MS);
  return {
    ...QUIET_VALUES,
    kind,
    task: emptyTask(kinds),
    name: '',
    mode: 'once',
    ...wallTimeAt(nextHour, zone),
    pass: 'first',
    afterMs: null,
    expression: DEFAULT_EXPRESSION,
    weeks: 1,
    firstWeek: '',
    every: '15',
    unit: 'minute',
    counting: 'elapsed',
    firstDate: '',
    firstTime: '',
    zone,
  };
}

/** The text of a field of the kind that is chosen. */
export const taskText = ({ kind, task }: Pick<JobFormValues, 'kind' | 'task'>, field: string): string =>
  task[kind]?.[field] ?? '';
