import { setTimeout as wait } from 'node:timers/promises';
import type { RunDocument } from '@punctual/engine/database/documents';
import type { DomainEvents } from '@punctual/engine/events/domain-events';
import type { JobChanges } from '@punctual/engine/jobs/job-changes';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Logger } from '@punctual/engine/platform/logger';
import type { Dispatcher } from '@punctual/engine/queue/dispatcher';
import type { Misfires } from '@punctual/engine/runs/misfires';
import type { QueuedRuns } from '@punctual/engine/runs/queued-runs';
import type { RunRecovery } from '@punctual/engine/runs/run-recovery';
import type { RunTransitions } from '@punctual/engine/runs/run-transitions';
import { skipMisfires } from '../watch/skip-misfires.ts';
import { transitionForLost } from '../work/outcome-transition.ts';

export interface SweepParts {
  sweeps: RunRecovery;
  missed: Misfires;
  runs: RunTransitions;
  jobs: JobChanges;
  waiting: QueuedRuns;
  dispatcher: Dispatcher;
  changes: DomainEvents;
  clock: Clock;
  logger: Logger;
}

const BATCH = 1_000;
const FULL_LOOKS = 20;
const FULL_PAUSE_MS = 100;
/** Whoever ends a run settles it in the same breath; after this long he did not. */
const SETTLE_GRACE_MS = 5_000;

/** Sends again what the queue lost, and retries that are due. */
export async function recoverWaiting(parts: SweepParts): Promise<number> {
  let sent = 0;
  for (let full = 0; full < FULL_LOOKS; ) {
    const room = Math.min(BATCH, await parts.dispatcher.room());
    const batch = room > 0 ? await sendWaiting(parts, room) : 0;
    sent += batch;
    if (batch < room) return sent;
    if (room < BATCH) {
      // The queue is full: as the workers empty it, more goes in.
      full += 1;
      await wait(FULL_PAUSE_MS);
    }
  }
  return sent;
}

/** Answers how many were dealt with: none when the queue did not take them, so that it is not asked again at once. */
async function sendWaiting(parts: SweepParts, room: number): Promise<number> {
  const { sweeps, missed, dispatcher, clock } = parts;
  const now = clock.now();
  const found = await sweeps.dispatchable(now, room);
  const isExpired = (run: RunDocument) => run.reason === 'MISFIRED';
  const judged = await missed.apply(
    found.filter((run) => !isExpired(run)),
    now,
  );
  // Skipped first: whoever judges beside us must not take for the newest what is left of the others.
  await skipMisfires([...found.filter(isExpired), ...judged.skipped], now, parts);
  const runs = [...(await missed.catchUp(judged.caughtUp, now)), ...judged.others];
  if (runs.length === 0) return found.length;
  await sweeps.markDispatched(runs, now);
  if (await dispatcher.enqueue(runs)) return found.length;
  await sweeps.unmarkDispatched(runs, now);
  return 0;
}

/** Takes over runs whose worker was lost. */
export async function recoverLeases(parts: SweepParts): Promise<number> {
  const { sweeps, runs, jobs, waiting, dispatcher, changes, clock, logger } = parts;
  const now = clock.now();
  const lost = await sweeps.expired(now, BATCH);
  const taken = await runs.finish(lost.map((run) => transitionForLost(run, now)));
  if (taken.length > 0) changes.emit('runsReclaimed', taken);
  await jobs.summarize(taken, true);
  const woken = await waiting.release(taken, now);
  if (woken.length > 0) await dispatcher.enqueue(woken);
  for (const run of taken)
    logger.warn(
      { runId: run._id, jobId: run.jobId, owner: run.owner },
      'A run was taken over: its worker was lost',
    );
  return taken.length;
}

/** Tells jobs of runs that ended without their knowing, and counts again where counts may be wrong. */
export async function summarizeUnsummarized({ sweeps, jobs, clock }: SweepParts): Promise<number> {
  const before = new Date(clock.now().getTime() - SETTLE_GRACE_MS);
  const runs = await sweeps.unsettled(before, BATCH);
  await jobs.summarize(runs, false);
  return runs.length + (await sweeps.recount(BATCH));
}
