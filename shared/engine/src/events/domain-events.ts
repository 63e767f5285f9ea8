import { EventEmitter } from 'node:events';
import type { Id, JobDocument, RunDocument } from '../database/documents.ts';

/** A job that has changed, and whose it is. */
export type ChangedJob = Pick<JobDocument, '_id' | 'ownerId'>;

interface DomainEventMap {
  /** Runs that were recorded, and how many were on record already. */
  runsCreated: [runs: RunDocument[], duplicates: number];
  /** Runs that were taken, and how many somebody else had. */
  runsStarted: [runs: RunDocument[], refused: number];
  /** Runs that were ended or given back. */
  runsReleased: [runs: RunDocument[]];
  /** Runs that were taken over: their worker was lost. */
  runsReclaimed: [runs: RunDocument[]];
  jobsChanged: [jobs: ChangedJob[]];
  /** Accounts that are not as they were, or a login or an API key of theirs. */
  accountsChanged: [userIds: Id[]];
}

/**
 * What this process has changed, batch by batch, for those who count it or tell others. It is said after the
 * write; whoever listens must be quick, and nothing may depend on him.
 */
export class DomainEvents extends EventEmitter<DomainEventMap> {}
