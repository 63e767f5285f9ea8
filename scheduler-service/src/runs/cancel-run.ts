import type { RunView } from '@punctual/contracts/runs/run';
import { isTerminal } from '@punctual/contracts/runs/run-status';
import type { Whose } from '@punctual/engine/database/job-store';
import type { Clock } from '@punctual/engine/platform/clock';
import { conflict } from '@punctual/engine/platform/errors';
import type { RunCancellation } from '@punctual/engine/runs/run-cancellation';
import { type Reply, reply } from '../http/reply.ts';
import { findRun } from './find-run.ts';
import { presentRun } from './run-presenter.ts';
import type { RunStore } from './run-store.ts';

export interface CancelRunParts {
  runs: RunStore;
  cancels: RunCancellation;
  clock: Clock;
}

interface RunCall {
  params: { id: string };
}

/**
 * Whatever it does just now: waiting runs end here, running ones by their worker (202). One that was neither
 * when it was looked for has ended, or went from one to the other in between.
 * @throws AppError 409 for one that has ended
 */
export async function cancelRunOf(
  whose: Whose,
  { params }: RunCall,
  { runs, cancels, clock }: CancelRunParts,
): Promise<Reply<200 | 202, RunView>> {
  for (;;) {
    const { _id, status } = await findRun(runs, whose, params.id);
    if (isTerminal(status)) throw conflict('RUN_ENDED', 'This run has ended already.');
    const [canceled] = await cancels.cancelWaiting({ _id }, 'BY_USER', clock.now());
    if (canceled) return reply(200, presentRun(canceled));
    const [asked] = await cancels.requestAbort({ _id }, 'BY_USER');
    if (asked) return reply(202, presentRun(asked));
  }
}
