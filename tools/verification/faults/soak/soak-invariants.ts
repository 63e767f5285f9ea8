import type { Evidence } from '../invariants/evidence.ts';
import type { KnownJob } from './load.ts';

/** Finds jobs and runs that were never requested, or requested once and created twice. */
export function findUnrequested({ runs, jobs }: Evidence, known: KnownJob[], runIds: string[]): string[] {
  const asked = new Set([...known.map(({ id }) => id), ...runIds]);
  const byHand = runs.filter(({ trigger }) => trigger === 'manual' || trigger === 'rerun');
  const ids = [...jobs, ...byHand].map(({ _id }) => _id.toHexString());
  return ids.filter((id) => !asked.has(id)).map((id) => `${id} was made although nobody was told`);
}

/** Runs of the schedule at instants that no plan of their job names. */
export function findUnplanned({ runs }: Evidence, jobs: KnownJob[]): string[] {
  const known = new Map(jobs.map((job) => [job.id, job.reckoning]));
  return runs
    .filter(({ trigger }) => trigger === 'schedule' || trigger === 'catchup')
    .filter(({ jobId, scheduledFor }) => known.get(jobId.toHexString())?.knows(scheduledFor) === false)
    .map(({ runKey }) => `run ${runKey} stands at an instant that no plan of its job names`);
}

/** A soak in which next to nothing happened proves nothing. */
export function findIdleness({ expected, effects, promises }: Evidence, faults: number): string[] {
  const counts = { windows: expected.length, effects: effects.length, promises: promises.length, faults };
  return Object.entries(counts)
    .filter(([, count]) => count === 0)
    .map(([what]) => `there were no ${what} at all`);
}
