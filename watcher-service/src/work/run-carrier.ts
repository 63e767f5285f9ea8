import { RUN_CHANGES } from '@punctual/contracts/runs/run-status';
import type { JobEdits } from '@punctual/engine/jobs/job-edits';
import type { Clock } from '@punctual/engine/platform/clock';
import type { RunTransition } from '@punctual/engine/runs/run-transition';
import { inSpan } from '@punctual/engine/telemetry/tracing';
import { attemptSpan, endOfSpan } from './attempt-span.ts';
import type { Attempts } from './attempts.ts';
import type { RunBatches, Started } from './run-batches.ts';

/** Carries out runs that were taken, and records how they ended: those of the normal lanes and of the quarantine. */
export class RunCarrier {
  readonly #batches: Pick<RunBatches, 'end'>;
  readonly #edits: Pick<JobEdits, 'disableGone' | 'disableFailing'>;
  readonly #clock: Clock;

  constructor(
    batches: Pick<RunBatches, 'end'>,
    edits: Pick<JobEdits, 'disableGone' | 'disableFailing'>,
    clock: Clock,
  ) {
    this.#batches = batches;
    this.#edits = edits;
    this.#clock = clock;
  }

  /**
   * Returns the end that was recorded; null when nothing was, because the run was lost on the way.
   * @param ending aborted when this process must end now
   * @param trace the `traceparent` of the request for which it is done, where that is traced
   */
  async carryOut(
    started: Started,
    attempts: Pick<Attempts, 'carryOut'>,
    ending: AbortSignal,
    trace?: string,
  ): Promise<RunTransition | null> {
    const end = await inSpan(
      () => attemptSpan(started.run, trace),
      () => attempts.carryOut(started, ending),
      endOfSpan,
    );
    if (!end || !(await this.#batches.end(end))) return null;
    if (end.disableJob) await this.#edits.disableGone(end.run.jobId, this.#clock.now());
    if (mayPause(end)) await this.#edits.disableFailing(end.run.jobId, this.#clock.now());
    return end;
  }
}

/** Tells ends after which the job may have failed as often as it may. What ends otherwise, the recovery looks after. */
const mayPause = ({ change, run }: RunTransition): boolean =>
  RUN_CHANGES[change].to === 'FAILED' && run.snapshot.pauseAfterFailures !== undefined;
