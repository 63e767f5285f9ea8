import type { DomainEvents } from '@punctual/engine/events/domain-events';
import type { JobSummaries } from '@punctual/engine/jobs/job-summaries';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Logger } from '@punctual/engine/platform/logger';
import type { Dispatcher } from '@punctual/engine/queue/dispatcher';
import type { QueuedRuns } from '@punctual/engine/runs/queued-runs';
import type { RunRecovery } from '@punctual/engine/runs/run-recovery';
import type { RunTransitions } from '@punctual/engine/runs/run-transitions';
import { transitionForLost } from '../work/outcome-transition.ts';

const BATCH = 1_000;

/** Takes over runs whose worker was lost. */
export class LeaseRecovery {
  readonly #recovery: RunRecovery;
  readonly #runs: RunTransitions;
  readonly #summaries: JobSummaries;
  readonly #queued: QueuedRuns;
  readonly #dispatcher: Pick<Dispatcher, 'enqueue'>;
  readonly #events: DomainEvents;
  readonly #clock: Clock;
  readonly #logger: Logger;

  constructor(
    recovery: RunRecovery,
    runs: RunTransitions,
    summaries: JobSummaries,
    queued: QueuedRuns,
    dispatcher: Pick<Dispatcher, 'enqueue'>,
    events: DomainEvents,
    clock: Clock,
    logger: Logger,
  ) {
    this.#recovery = recovery;
    this.#runs = runs;
    this.#summaries = summaries;
    this.#queued = queued;
    this.#dispatcher = dispatcher;
    this.#events = events;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Ends or gives back the runs of expired leases, and sends the runs that waited for them; returns how many. */
  async step(): Promise<number> {
    const now = this.#clock.now();
    const lost = await this.#recovery.expired(now, BATCH);
    const taken = await this.#runs.finish(lost.map((run) => transitionForLost(run, now)));
    if (taken.length > 0) this.#events.emit('runsReclaimed', taken);
    await this.#summaries.summarize(taken, true);
    const released = await this.#queued.release(taken, now);
    if (released.length > 0) await this.#dispatcher.enqueue(released);
    for (const { _id, jobId, owner } of taken)
      this.#logger.warn({ runId: _id, jobId, owner }, 'A run was taken over: its worker was lost');
    return taken.length;
  }
}
