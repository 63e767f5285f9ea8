import type { mongo } from 'mongoose';
import type { JobDocument } from '../database/documents.ts';
import type { JobUpdate } from './job-state.ts';

type Filter = mongo.Filter<JobDocument>;
type Writes =
  | 'updateOne'
  | 'updateMany'
  | 'findOneAndUpdate'
  | 'findOneAndReplace'
  | 'replaceOne'
  | 'bulkWrite';

/** A change by values. It cannot name the status, which follows from the other fields. */
interface JobChange {
  $set?: Partial<Omit<JobDocument, '_id' | 'status' | 'stateVersion'>>;
  $inc?: { stateVersion: number };
}

/** The jobs as the engine may write them: every write of a status goes through jobs/job-state.ts. */
export interface JobCollection extends Omit<mongo.Collection<JobDocument>, Writes> {
  updateOne(filter: Filter, update: JobChange): Promise<mongo.UpdateResult<JobDocument>>;
  updateMany(filter: Filter, update: JobChange | JobUpdate): Promise<mongo.UpdateResult<JobDocument>>;
  findOneAndUpdate(
    filter: Filter,
    update: JobUpdate,
    options: { returnDocument: 'after'; projection?: mongo.Document },
  ): Promise<JobDocument | null>;
}
