import type { CancelReason, RunDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { failpoint } from '@punctual/engine/platform/failpoints';
import type { RunTransition } from '@punctual/engine/runs/run-transition';
import type { Outcome } from '../tasks/executor.ts';
import type { Registry } from '../tasks/registry.ts';
import {
  transitionForAborted,
  transitionForOutcome,
  transitionForReleased,
  transitionForStopped,
} from './outcome-transition.ts';
import type { RunBatches, Started } from './run-batches.ts';

export interface AttemptTools {
  registry: Registry;
  batches: Pick<RunBatches, 'beginEffect'>;
  clock: Clock;
  random: () => number;
  /** Aborted when this process must end now: what is under way is given back. */
  ending: AbortSignal;
}

/**
 * Carries out one attempt at a run that was taken, and says how it ended. Null when the run was lost on
 * the way: then nothing may be written, because another worker has it.
 */
export async function attempt(started: Started, tools: AttemptTools): Promise<RunTransition | null> {
  const { run, verdict, lost, asked } = started;
  const { clock, ending, random } = tools;
  if (verdict.kind === 'retry') throw new Error('A run without a verdict was started.');
  if (verdict.kind !== 'acquired') return transitionForStopped(run, verdict, clock.now());
  if (ending.aborted) return transitionForReleased(run, clock.now(), false);
  const isOnce = run.snapshot.delivery === 'at-most-once';
  if (isOnce && !(await tools.batches.beginEffect(run))) return null;
  const outcome = await execute(started, tools);
  if (lost.aborted) return null;
  const isCut = outcome.kind === 'retry';
  if (isCut && asked.aborted)
    return transitionForAborted(run, asked.reason as CancelReason, outcome, clock.now());
  if (isCut && ending.aborted) return transitionForReleased(run, clock.now(), isOnce);
  return transitionForOutcome(run, outcome, clock.now(), random());
}

async function execute({ run, lost, asked }: Started, { registry, ending }: AttemptTools): Promise<Outcome> {
  const { task, timeoutMs } = run.snapshot;
  const signal = AbortSignal.any([lost, asked, ending, AbortSignal.timeout(timeoutMs)]);
  const context = {
    ...{ signal, idempotencyKey: idempotencyKey(run) },
    ...{ attempt: run.attempt, ownerId: run.ownerId.toHexString() },
  };
  try {
    await failpoint('beforeEffect');
    const outcome = await registry.execute(task, context);
    await failpoint('afterEffect');
    return outcome;
  } catch (error) {
    // A fault of ours, not an answer of the other side: it may pass, and must not look like a success.
    const said = error instanceof Error ? error.message : String(error);
    return { kind: 'retry', code: 'INTERNAL', error: said, response: null };
  }
}

/** The same on every attempt at one run. */
const idempotencyKey = (run: RunDocument): string => run._id.toHexString();
