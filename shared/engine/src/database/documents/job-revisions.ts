import { date, defineCollection, id, mixed, number, text } from '../define-collection.ts';
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
  /** The user who made the change. */
  by: Id;
  action: JobAction;
  settings: JobSettings;
}

export const jobRevisions = defineCollection<RevisionDocument>('jobRevisions', {
  jobId: id,
  revision: number,
  scheduleRevision: number,
  at: date,
  by: id,
  action: text,
  settings: mixed,
});
