import { EventEmitter } from 'node:events';
import type { Id, JobDocument, RunDocument } from '../database/documents.ts';

/** A job that has changed, and its owner. */
export type ChangedJob = Pick<JobDocument, '_id' | 'ownerId'>;

interface DomainEventMap {
  /** Runs that were recorded, and how many were on record already. */
  runsCreated: [runs: RunDocument[], duplicates: number];
  /** Runs that were taken, and how many another process had. */
  runsStarted: [runs: RunDocument[], refused: number];
  /** Runs that were ended or given back. */
  runsReleased: [runs: RunDocument[]];
  /** Runs that were taken over: their worker was lost. */
  runsReclaimed: [runs: RunDocument[]];
  jobsChanged: [jobs: ChangedJob[]];
  /** Accounts that have changed, or of which a login or an API key has. */
  accountsChanged: [userIds: Id[]];
}

/**
 * Emits what this process has changed, batch by batch, to listeners that count it or publish it. It is emitted after
 * the write; listeners must be quick, and nothing may depend on them.
 */
export class DomainEvents extends EventEmitter<DomainEventMap> {}
