import type { ActionCause } from '@punctual/contracts/jobs/action-causes';
import { Schema } from 'mongoose';
import { date, defineCollection, id, mixed, nullable, number, optional, text } from '../define-collection.ts';
import type { Id } from './id.ts';
import type { JobSettings } from './jobs.ts';

export type JobAction = 'create' | 'edit' | 'enable' | 'disable' | 'delete';

/** A job as it was from `at` until the next revision. */
export interface RevisionDocument {
  _id: Id;
  jobId: Id;
  revision: number;
  scheduleRevision: number;
  at: Date;
  /** The user who made the change; null for Punctual itself. */
  by: Id | null;
  /** The cause for which Punctual itself acted. */
  cause?: ActionCause;
  action: JobAction;
  settings: JobSettings;
}

export const jobRevisions = defineCollection<RevisionDocument>('jobRevisions', {
  jobId: id,
  revision: number,
  scheduleRevision: number,
  at: date,
  by: nullable(Schema.Types.ObjectId),
  cause: optional(String),
  action: text,
  settings: mixed,
});
