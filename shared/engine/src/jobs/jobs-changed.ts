import type { Collections } from '../database/collections.ts';
import type { RunDocument } from '../database/documents.ts';

/** Says that the jobs of these runs are not as they were. */
export function emitJobsChanged({ changes }: Collections, runs: RunDocument[]): void {
  changes.emit(
    'jobsChanged',
    runs.map(({ jobId, ownerId }) => ({ _id: jobId, ownerId })),
  );
}
