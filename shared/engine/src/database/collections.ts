import type { Connection, mongo } from 'mongoose';
import { DomainEvents } from '../events/domain-events.ts';
import type { JobCollection } from '../jobs/job-collection.ts';
import type { JobDocument, RunDocument } from './documents.ts';

/**
 * The two collections of the run engine, as the driver gives them: the engine writes only values that it made itself, in
 * updates of whole batches, for which casting each field would cost more than the write.
 */
export interface Collections {
  jobs: JobCollection;
  runs: mongo.Collection<RunDocument>;
  /** The bus on which the engine announces its changes. */
  changes: DomainEvents;
}

export function collectionsOf(connection: Connection, changes = new DomainEvents()): Collections {
  const { db } = connection;
  if (!db) throw new Error('The database connection is not open.');
  return { jobs: db.collection<JobDocument>('jobs'), runs: db.collection<RunDocument>('runs'), changes };
}
