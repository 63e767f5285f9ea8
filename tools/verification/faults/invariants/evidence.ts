import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import type { Effect } from '../stack/http-sink.ts';
import type { Acknowledged } from './acknowledged.ts';
import type { Paths } from './run-paths.ts';

/** An instant at which a job has to run, by the test's own reckoning. */
export interface Window {
  jobId: string;
  at: Date;
  /** The ms between the job's windows, if one run may stand for several that were missed. */
  everyMs?: number;
}

export interface Evidence {
  runs: RunDocument[];
  jobs: JobDocument[];
  effects: Effect[];
  expected: readonly Window[];
  /** Counts faults that may have repeated effects between these instants; 0: none may be repeated. */
  faultsBetween: (first: Date, last: Date) => number;
  /** Attempts were given back uncounted: the next has the same number. */
  uncounted?: boolean;
  /** The ways that runs were seen to go. */
  paths: Paths;
  /** Writes that the API has answered with 2xx. */
  promises: readonly Acknowledged[];
  now: Date;
}

/** Says what is wrong, in sentences; nothing when all is well. */
export type Invariant = (evidence: Evidence) => string[];

export const idOf = (run: RunDocument): string => run._id.toHexString();
export const nameOf = (run: RunDocument): string => `run ${run.runKey} (${run.status} ${run.reason ?? ''})`;
