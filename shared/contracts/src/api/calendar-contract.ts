import { z } from 'zod';
import { RUN_STATUSES } from '../runs/run-status.ts';
import { isTimezone } from '../schedules/time/zones.ts';
import { ownerView } from '../users/user.ts';
import { TIMEZONE_LIMIT } from '../users/user-limits.ts';
import { speaking } from '../validation.ts';
import { jobNamed, ownerFilter, runsByStatus, wholeIn } from './common.ts';
import { endpoint } from './endpoint.ts';
import { CALENDAR, SAMPLED_RUNS } from './limits.ts';
import { REQUEST_WORDS } from './request-words.ts';

const count = z.number().int();
const instant = z.iso.datetime();

const says = speaking(REQUEST_WORDS);
const date = says((words) => words.date);
const isDate = (text: string): boolean =>
  /^(19[7-9]\d|2\d{3})-\d{2}-\d{2}$/.test(text) &&
  new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
const zone = z
  .string()
  .max(TIMEZONE_LIMIT)
  .refine(
    isTimezone,
    says((words) => words.zone),
  )
  .optional();
const days = wholeIn('days', 1, CALENDAR.days);

const BY = ['day', 'hour'] as const;

const ownQuery = {
  /** The first day, in the zone. */
  from: z.string(date).refine(isDate, date),
  days,
  by: z
    .enum(
      BY,
      says((words) => words.oneOf('by', BY)),
    )
    .default('day'),
  /** The zone in which days begin; the account's if left out. */
  timezone: zone,
};
const hasFewHours = ({ days, by }: { days: number; by: string }): boolean =>
  by === 'day' || days <= CALENDAR.daysByHour;
const few = { path: ['days'], ...says((words) => words.daysByHour(CALENDAR.daysByHour)) };
const query = z.strictObject(ownQuery).refine(hasFewHours, few);
const adminQuery = z.strictObject({ ...ownQuery, owner: ownerFilter }).refine(hasFewHours, few);

/** A job in a part of the calendar: runs that it had, and those that are planned, the first of either. */
const jobInCell = { job: jobNamed, runs: count, planned: count, firstAt: instant };
const cellOf = <T extends z.ZodRawShape>(row: T) =>
  z.object({
    /** The part begins at this instant, and ends where the next begins. */
    at: instant,
    /** That instant in the zone, with its offset. */
    local: z.string(),
    runs: runsByStatus,
    /** There were more runs than are looked at: these are some of them. */
    isCapped: z.boolean(),
    planned: count,
    /** More is planned of some job than is counted. */
    plannedIsCapped: z.boolean(),
    /** The few jobs with the most. */
    jobs: z.array(z.object(row)),
    moreJobs: count,
  });
const calendarOf = <T extends z.ZodRawShape>(row: T) =>
  z.object({
    timezone: z.string(),
    to: instant,
    cells: z.array(cellOf(row)),
    /** All that is planned is in it; otherwise more jobs are to run than are looked at, or their schedules take long. */
    isComplete: z.boolean(),
  });

const CALENDAR_TEXT =
  'Days begin at midnight of the zone, so that one has 23 or 25 hours where clocks change. What is planned is computed ' +
  `from now on for the ${CALENDAR.jobs} jobs that run next: \`isComplete\` says whether these were all. Runs are ` +
  `counted up to ${SAMPLED_RUNS.toLocaleString('en')} a day, and what is planned of one job up to ` +
  `${CALENDAR.counted.day.toLocaleString('en')} a day or ${CALENDAR.counted.hour} an hour.`;

const WITHOUT_JOBS = 'An API key without `jobs:read` is shown the runs and nothing that is planned.';

export const calendar = endpoint({
  method: 'GET',
  path: '/users/calendar',
  summary: 'Your runs and what is planned, day by day or hour by hour',
  description: `${CALENDAR_TEXT} ${WITHOUT_JOBS}`,
  access: 'user',
  scope: 'runs:read',
  query,
  status: 200,
  response: calendarOf(jobInCell),
});

export const adminCalendar = endpoint({
  method: 'GET',
  path: '/admin/calendar',
  summary: 'Everybody’s runs and what is planned, day by day or hour by hour',
  description: CALENDAR_TEXT,
  access: 'admin',
  query: adminQuery,
  status: 200,
  response: calendarOf({ ...jobInCell, owner: ownerView }),
});
export type CalendarView = z.infer<typeof calendar.response>;
export type CalendarCell = CalendarView['cells'][number];

const bar = z.object({
  id: z.string(),
  status: z.enum(RUN_STATUSES),
  dueAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});
const timelineRow = {
  job: jobNamed,
  /** The earliest first. */
  runs: z.array(bar),
  planned: z.array(instant),
  /** There are more runs, or more is planned, than is shown of one job. */
  isCapped: z.boolean(),
};
const timelineOf = <T extends z.ZodRawShape>(row: T) =>
  z.object({
    from: instant,
    now: instant,
    to: instant,
    jobs: z.array(z.object(row)),
    /** Jobs that ran or are to run and are not shown. */
    moreJobs: count,
    /** There were too many runs to look at all: these are those since then; null where they are all of the 24 hours. */
    runsFrom: instant.nullable(),
    /** Stretches to come, of an hour at least, in which nothing is planned; null where not all that is planned is known. */
    quiet: z.array(z.object({ from: instant, to: instant })).nullable(),
  });
const TIMELINE_TEXT =
  `The ${CALENDAR.rows} jobs with the most failures, then the most runs; of each ${CALENDAR.ofRow} runs and as many planned ` +
  'ones at most.';

export const timeline = endpoint({
  method: 'GET',
  path: '/users/timeline',
  summary: 'Your runs of the last 24 hours and what is planned for the next, job by job',
  description: `${TIMELINE_TEXT} ${WITHOUT_JOBS}`,
  access: 'user',
  scope: 'runs:read',
  status: 200,
  response: timelineOf(timelineRow),
});

export const adminTimeline = endpoint({
  method: 'GET',
  path: '/admin/timeline',
  summary: 'Everybody’s runs of the last 24 hours and what is planned for the next, job by job',
  description: TIMELINE_TEXT,
  access: 'admin',
  query: z.strictObject({ owner: ownerFilter }),
  status: 200,
  response: timelineOf({ ...timelineRow, owner: ownerView }),
});
export type TimelineView = z.infer<typeof timeline.response>;
export type TimelineRow = TimelineView['jobs'][number];
