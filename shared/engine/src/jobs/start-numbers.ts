import { isTerminal, PLANNED_TRIGGERS, type RunTrigger } from '@punctual/contracts/runs/run-status';
import { remainingRuns } from '@punctual/contracts/schedules/next-runs';
import type { Schedule } from '@punctual/contracts/schedules/schedule';
import type { Id, JobDocument, RunDocument } from '../database/documents.ts';
import { type Expression, when } from '../database/update-expressions.ts';
import type { JobFields } from './job-state.ts';

/**
 * The numbers of a job with `maxRuns`: the first start of each scheduled run takes one. It is taken in the update that
 * takes the job's lock, or, where runs may overlap, in the one that shows it as RUNNING; the job names the run until an
 * attempt of it is on record, so that a start that is repeated, or given back before its effect, takes no second one. A
 * crash before that update leaves a run without a number, a crash after it one that keeps its number.
 */
export type NumberFacts = Pick<JobDocument, 'starts' | 'numberedRuns'> & {
  schedule: Pick<Schedule, 'maxRuns'>;
};

const isPlanned = (trigger: RunTrigger): boolean =>
  (PLANNED_TRIGGERS as readonly RunTrigger[]).includes(trigger);

/** Tells runs whose start takes a number, if their job counts: scheduled ones that never had an attempt. */
const asksForNumber = ({ trigger, attempts }: RunDocument): boolean =>
  isPlanned(trigger) && attempts.length === 0;

/** A run that asks for a number. */
interface Asking {
  id: Id;
  /** When it was due, if its job may have a backlog that it belongs to: then it is judged first, and takes no number. */
  missable: Date | null;
}

/** Lists the runs among these, all of one job, that ask for a number: part of the row of the updates below. */
export const listAsking = (runs: RunDocument[]): Asking[] =>
  runs.filter(asksForNumber).map(({ _id, trigger, dueAt }) => {
    return { id: _id, missable: trigger === 'schedule' ? dueAt : null };
  });

/** Computes how many scheduled runs of a job may still be started; null where its schedule sets no limit. */
export const remainingOf = ({ schedule, starts }: Pick<JobDocument, 'schedule' | 'starts'>): number | null =>
  remainingRuns(schedule, starts ?? 0);

type EndingJob = Pick<JobDocument, 'schedule' | 'starts' | 'enabled' | 'ownerDisabled' | 'nextRunAt'>;

/** Computes how many scheduled runs of a job are to come at most: none where it is on and has no next time. */
export function upcomingOf(job: EndingJob): number | null {
  const isOver = job.enabled && !job.ownerDisabled && job.nextRunAt === null;
  return isOver && job.schedule.maxRuns !== null ? 0 : remainingOf(job);
}

/** The state of a run that asked for a number, or need not ask. */
export function checkNumber(run: RunDocument, job: NumberFacts): 'held' | 'none' | 'free' {
  const { maxRuns } = job.schedule;
  if (maxRuns === null || !asksForNumber(run)) return 'held';
  if (job.numberedRuns?.some((id) => id.equals(run._id))) return 'held';
  return (job.starts ?? 0) < maxRuns ? 'free' : 'none';
}

const STARTS = { $ifNull: ['$starts', 0] };
const NUMBERED = { $ifNull: ['$numberedRuns', []] };
const MAX_RUNS = { $ifNull: ['$schedule.maxRuns', null] };
const ROOM = { $max: [0, { $subtract: [MAX_RUNS, STARTS] }] };
/** A job that was disabled since gives no number: the read after this update sees that it is disabled. */
const COUNTS = {
  $and: [
    { $ne: [MAX_RUNS, null] },
    '$enabled',
    { $not: ['$ownerDisabled'] },
    { $eq: [{ $ifNull: ['$deletedAt', null] }, null] },
  ],
};
const IS_MISSED = {
  $and: [
    { $ne: ['$$run.missable', null] },
    { $lte: ['$$run.missable', { $ifNull: ['$backlogUntil', new Date(0)] }] },
  ],
};
const IS_NEW = { $not: [{ $or: [{ $in: ['$$run.id', NUMBERED] }, IS_MISSED] }] };
const WITHOUT_NUMBER = {
  $map: {
    input: { $filter: { input: '$row.asking', as: 'run', cond: IS_NEW } },
    as: 'run',
    in: '$$run.id',
  },
};
/** The runs of the row that take a number now. */
const TAKEN = when({ $gt: [ROOM, 0] }, { $slice: [WITHOUT_NUMBER, { $max: [1, ROOM] }] }, []);
const STARTS_NOW = { $add: [STARTS, { $size: TAKEN }] };
const unlessUsedUp = (field: string): Expression =>
  when({ $and: [COUNTS, { $gte: [STARTS_NOW, MAX_RUNS] }] }, null, field);

/** Holds where each run of the row has a number or gets one, or needs none. */
export const HAS_NUMBERS: Expression = {
  $or: [{ $not: [COUNTS] }, { $gt: [ROOM, 0] }, { $setIsSubset: ['$row.asking.id', NUMBERED] }],
};

/** Gives numbers to runs of the row (`asking`), as far as there are any; with the last, the job has no next time. */
export const TAKE_NUMBERS = {
  starts: when(COUNTS, STARTS_NOW, STARTS),
  numberedRuns: when(COUNTS, { $concatArrays: [NUMBERED, TAKEN] }, NUMBERED),
  nextRunAt: unlessUsedUp('$nextRunAt'),
  nextOccurrence: unlessUsedUp('$nextOccurrence'),
} satisfies JobFields;

/** The part of a job's summary that its numbers need. */
export interface NumberSummary {
  /** Runs that need no place among the numbered ones any more: their record shows that they were started. */
  begun: Id[];
  /** Runs that ended without having been started. */
  unstarted: Id[];
}

/** Tells scheduled runs that ended before their start: skipped, or canceled. A number that they took is given back. */
export const endedUnstarted = ({ status, trigger, startedAt }: RunDocument): boolean =>
  isTerminal(status) && isPlanned(trigger) && startedAt === null;

export function summarizeNumbers(runs: RunDocument[]): NumberSummary {
  const begun = runs.filter(({ status, attempts }) => isTerminal(status) || attempts.length > 0);
  return {
    begun: begun.map(({ _id }) => _id),
    unstarted: runs.filter(endedUnstarted).map(({ _id }) => _id),
  };
}

/** Gives back the numbers of runs that ended unstarted: once, because the job names them no more afterwards. */
export const SETTLE_NUMBERS = {
  starts: { $subtract: [STARTS, { $size: { $setIntersection: [NUMBERED, '$row.unstarted'] } }] },
  numberedRuns: { $setDifference: [NUMBERED, '$row.begun'] },
} satisfies JobFields;
