import type { mongo } from 'mongoose';
import type { Id, JobDocument } from '../database/documents.ts';
import {
  type Expression,
  literal,
  perDocumentUpdate,
  plusOne,
  when,
} from '../database/update-expressions.ts';

/** Jobs (by id) that have a run waiting, and that have one running without holding their place (overlap allowed). */
export interface OpenRuns {
  waiting: Id[];
  running: Id[];
}

export const NO_OPEN_RUNS: OpenRuns = { waiting: [], running: [] };

/** The fields of a job that an update may set. The status follows from them, and the version rises with each update. */
export type JobFields = {
  [K in keyof Omit<JobDocument, '_id' | 'status' | 'stateVersion'>]?: Expression;
} & { status?: never; stateVersion?: never };

declare const builtHere: unique symbol;

/**
 * A pipeline that updates jobs. This module alone can build one, and jobs accept no other (see `JobCollection`): so
 * nothing else writes a job's status.
 */
export type JobUpdate = mongo.Document[] & { readonly [builtHere]: true };

const build = (stages: mongo.Document[]): JobUpdate => stages as JobUpdate;

const FAILED = { $eq: [{ $ifNull: ['$lastRun.status', null] }, 'FAILED'] };

/** Expresses the rule of contracts/jobs/job-status.ts for the document at hand. */
const statusBy = (isRunning: Expression, isWaiting: Expression): Expression =>
  when(isRunning, 'RUNNING', when(isWaiting, 'PENDING', when(FAILED, 'FAILED', 'COMPLETED')));

/** Derives the status: in a stage of its own, because it reads the fields that the stage before has set. */
function statusStage({ waiting, running }: OpenRuns): mongo.Document {
  const isRunning = { $or: [{ $ne: ['$active', null] }, { $in: ['$_id', literal(running)] }] };
  const isWaiting = {
    $or: [{ $ne: ['$nextRunAt', null] }, { $eq: ['$paused', true] }, { $in: ['$_id', literal(waiting)] }],
  };
  return { $set: { status: statusBy(isRunning, isWaiting) } };
}

const versioned = (fields: JobFields) => ({ ...fields, stateVersion: plusOne('stateVersion') });

const replaceIf = (condition: Expression, fields: object): mongo.Document => ({
  $replaceWith: when(condition, { $mergeObjects: ['$$ROOT', fields] }, '$$ROOT'),
});

/** Sets fields from which no status follows: the jobs keep the one that they show. */
export const setFields = (fields: JobFields): JobUpdate => build([{ $set: versioned(fields) }]);

/** Sets fields, and the status that follows from them and from the open runs. */
export const setState = (fields: JobFields, open: OpenRuns): JobUpdate =>
  build([{ $set: versioned(fields) }, statusStage(open)]);

/** Sets fields of the jobs that meet the condition, and the status of all that are matched. */
export const setStateIf = (condition: Expression, fields: JobFields, open: OpenRuns): JobUpdate =>
  build([replaceIf(condition, versioned(fields)), statusStage(open)]);

/**
 * Sets fields and status of jobs. The conditions of the status are those of the caller, which knows without asking for
 * open runs; they read the job as it was before.
 */
export const advance = (fields: JobFields, isRunning: Expression, isWaiting: Expression): JobUpdate =>
  build([{ $set: { ...versioned(fields), status: statusBy(isRunning, isWaiting) } }]);

/** Gives each job its row of values for the update, as `$row`. Rows belong to the ids by position. */
export const withRows = (ids: Id[], rows: object[], update: JobUpdate): JobUpdate =>
  build(perDocumentUpdate(ids, rows, ...update));
