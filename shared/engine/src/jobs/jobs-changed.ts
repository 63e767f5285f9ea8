import type { Collections } from '../database/collections.ts';
import type { RunDocument } from '../database/documents.ts';

/** Announces that the jobs of these runs have changed. */
export function emitJobsChanged({ changes }: Collections, runs: RunDocument[]): void {
  changes.emit(
    'jobsChanged',
    runs.map(({ jobId, ownerId }) => ({ _id: jobId, ownerId })),
  );
}
