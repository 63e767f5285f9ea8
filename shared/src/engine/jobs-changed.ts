import type { Collections } from '../store/collections.ts';
import type { RunDocument } from '../store/documents.ts';

/** Says that the jobs of these runs are not as they were. */
export function sayJobsChanged({ changes }: Collections, runs: RunDocument[]): void {
  changes.emit(
    'jobs',
    runs.map(({ jobId, ownerId }) => ({ _id: jobId, ownerId })),
  );
}
