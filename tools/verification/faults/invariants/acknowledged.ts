import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';

/** A write that the API has answered with 2xx: from then on it must be there. */
export type Acknowledged =
  | { what: 'job'; id: string; revision: number }
  | { what: 'deletion'; id: string }
  | { what: 'run'; id: string };

interface Answer {
  status: number;
  body: { id?: string; jobId?: string; revision?: number };
}

const DELETION = /^\/users\/jobs\/([0-9a-f]{24})$/;

/** Reads from an answer the write that it has acknowledged, if any. */
export function promiseOf(method: string, path: string, { status, body }: Answer): Acknowledged | null {
  if (method === 'GET' || status < 200 || status > 299) return null;
  const deleted = method === 'DELETE' ? DELETION.exec(path)?.[1] : undefined;
  if (deleted) return { what: 'deletion', id: deleted };
  const { id, jobId, revision } = body;
  if (id && jobId) return { what: 'run', id };
  return id && revision !== undefined ? { what: 'job', id, revision } : null;
}

/** Promises that were not kept, in sentences. */
export function brokenPromises(
  promises: readonly Acknowledged[],
  jobs: JobDocument[],
  runs: RunDocument[],
): string[] {
  const jobOf = new Map(jobs.map((job) => [job._id.toHexString(), job]));
  const runIds = new Set(runs.map(({ _id }) => _id.toHexString()));
  const isKept = (promise: Acknowledged): boolean => {
    if (promise.what === 'run') return runIds.has(promise.id);
    const job = jobOf.get(promise.id);
    if (promise.what === 'deletion') return job?.deletedAt != null;
    return job !== undefined && job.revision >= promise.revision;
  };
  return promises
    .filter((promise) => !isKept(promise))
    .map((promise) => `a write was acknowledged and is not there: ${JSON.stringify(promise)}`);
}
