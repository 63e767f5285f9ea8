import type { Id, JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { at } from './documents.ts';
import type { RunEngine } from './run-engine.ts';

/** The end of a run that was taken and has to wait. */
export const GIVEN_BACK = { change: 'release', uncounted: true, attempt: null } as const;

/** A job with a run under way, and a later one that waits for it. */
export async function queuedJob(
  engine: RunEngine,
): Promise<{ job: JobDocument; active: RunDocument; queued: RunDocument }> {
  const job = await engine.addJob({ overlap: 'queueOne' });
  const active = await engine.running(job, { scheduledFor: at(-60) });
  const taken = await engine.start(await engine.addRun(job));
  await engine.acquire(taken);
  return { job, active, queued: await engine.finish(taken, GIVEN_BACK) };
}

/** Ends a run, and has its job told. */
export async function endRun(
  engine: RunEngine,
  run: RunDocument,
  more: Parameters<RunEngine['finish']>[1] = {},
): Promise<RunDocument> {
  const ended = await engine.finish(run, more);
  await engine.summaries.summarize([ended], true);
  return ended;
}

export const idsOf = (runs: RunDocument[]): Id[] => runs.map(({ _id }) => _id);
