import type { ActionCause } from '@punctual/contracts/jobs/action-causes';
import { Schema } from 'mongoose';
import { date, defineCollection, id, mixed, nullable, number, optional, text } from '../define-collection.ts';
import type { Id } from './id.ts';
import type { JobSettings } from './jobs.ts';

export type JobAction = 'create' | 'edit' | 'enable' | 'disable' | 'delete';

/** The settings of a version; without the task where another version has the same, or it is kept no longer. */
export type VersionSettings = Omit<JobSettings, 'task'> & Partial<Pick<JobSettings, 'task'>>;

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
  settings: VersionSettings;
  /** The earlier version that has the task, where this one did not change it. */
  taskFrom?: number;
  /** Removed then; null for a version that is the newest, or has the task of the newest. */
  expiresAt: Date | null;
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
  taskFrom: optional(Number),
  expiresAt: nullable(Date),
});
