import type { Collections } from '@punctual/engine/database/collections';
import type { RunDocument } from '@punctual/engine/database/documents';

export interface Audit {
  /** Jobs that were due and have no run that completed. */
  lost: number;
  /** Runs beyond one for a job, and ends of a run beyond one. */
  doubled: number;
  /** Attempts that a killed worker left behind; each was followed by another. */
  takenOver: number;
  /** Runs that ended and were not told to their jobs. */
  unsettled: number;
}

type Facts = Pick<RunDocument, 'jobId' | 'status' | 'attempts' | 'settled'>;

const ends = (run: Facts): number => run.attempts.filter(({ outcome }) => outcome === 'COMPLETED').length;
const taken = (run: Facts): number => run.attempts.filter(({ outcome }) => outcome === 'LOST').length;

/** Looks at the record of every job that was due at an instant: each has to have one run, ended once. */
export async function audit({ runs }: Collections, due: number): Promise<Audit> {
  const facts = await runs
    .find<Facts>({}, { projection: { jobId: 1, status: 1, 'attempts.outcome': 1, settled: 1 } })
    .toArray();
  const ofJob = new Map<string, Facts[]>();
  for (const run of facts) {
    const key = run.jobId.toHexString();
    ofJob.set(key, [...(ofJob.get(key) ?? []), run]);
  }
  const completed = [...ofJob.values()].filter((own) => own.some(({ status }) => status === 'COMPLETED'));
  const sum = (of: (run: Facts) => number) => facts.reduce((total, run) => total + of(run), 0);
  return {
    lost: due - completed.length,
    doubled: facts.length - ofJob.size + sum((run) => Math.max(0, ends(run) - 1)),
    takenOver: sum(taken),
    unsettled: sum(({ settled, status }) => (status === 'COMPLETED' && !settled ? 1 : 0)),
  };
}
