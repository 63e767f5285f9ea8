import type { RunEnding } from '@punctual/shared/engine/run-changes';
import type { Clock } from '@punctual/shared/platform/clock';
import { failpoint } from '@punctual/shared/platform/failpoints';
import type { RunDocument } from '@punctual/shared/store/documents';
import type { Outcome } from '../tasks/executor.ts';
import type { Registry } from '../tasks/registry.ts';
import { endingOf, endingOfStopped } from './ending.ts';
import type { Started } from './run-batches.ts';

export interface AttemptTools {
  registry: Registry;
  clock: Clock;
  random: () => number;
}

/**
 * Carries out one attempt at a run that was taken, and says how it ended. Null when the run was lost on
 * the way: then nothing may be written, because another worker has it.
 */
export async function attempt(
  { run, verdict, lost }: Started,
  tools: AttemptTools,
): Promise<RunEnding | null> {
  if (verdict.kind === 'free') throw new Error('A run without a verdict was started.');
  if (verdict.kind !== 'go') return endingOfStopped(run, verdict, tools.clock.now());
  const outcome = await execute(run, lost, tools.registry);
  return lost.aborted ? null : endingOf(run, outcome, tools.clock.now(), tools.random());
}

async function execute(run: RunDocument, lost: AbortSignal, registry: Registry): Promise<Outcome> {
  const { task, timeoutMs } = run.snapshot;
  const signal = AbortSignal.any([lost, AbortSignal.timeout(timeoutMs)]);
  const idempotencyKey = run._id.toHexString();
  try {
    await failpoint('beforeEffect');
    const outcome = await registry.execute(task, { signal, idempotencyKey, attempt: run.attempt });
    await failpoint('afterEffect');
    return outcome;
  } catch (error) {
    // A fault of ours, not an answer of the other side: it may pass, and must not look like a success.
    const said = error instanceof Error ? error.message : String(error);
    return { kind: 'retry', code: 'INTERNAL', error: said, response: null };
  }
}
