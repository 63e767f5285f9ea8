import type { Id } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Logger } from '@punctual/engine/platform/logger';
import type { DueDispatcher } from '@punctual/engine/queue/due-dispatcher';
import type { Materialiser } from '@punctual/engine/runs/materialiser';
import type { Misfires } from '@punctual/engine/runs/misfires';
import { OwnerSteps } from '@punctual/engine/runs/owner-steps';
import type { Postponements } from '@punctual/engine/runs/postponements';
import { dueBatches } from './due-batches.ts';

/** Runs are made this long before they are due, so that at the due millisecond only the queue is left to do. */
const LOOK_AHEAD_MS = 2_000;
/** Where very many are due they are made earlier, or the last of them would be late. */
const LOOK_FAR_AHEAD_MS = 6_000;
const VERY_MANY = 500;
/** Beyond so many runs that wait in memory until they are due none is made earlier than need be. */
const MOST_ARMED = 10_000;
/** A job that has been due for this long is taken by any watcher, whichever one has its shard. */
const NEGLECTED_MS = 2_000;

/**
 * Steps of computing (a microsecond each) that an owner's schedules may take in one step, and all of them together: the
 * rest is left to the next. Runs are made two seconds ahead, so that this makes nobody's late.
 */
const STEPS_PER_OWNER = 100_000;
const STEPS_FOR_ALL = 500_000;

/** Turns jobs that are due soon into runs, and has them sent when they are due. */
export class Watch {
  readonly #materialiser: Materialiser;
  readonly #misfires: Misfires;
  readonly #postponements: Postponements;
  readonly #due: Pick<DueDispatcher, 'arm' | 'armed'>;
  readonly #clock: Clock;
  readonly #logger: Logger;

  constructor(
    materialiser: Materialiser,
    misfires: Misfires,
    postponements: Postponements,
    due: Pick<DueDispatcher, 'arm' | 'armed'>,
    clock: Clock,
    logger: Logger,
  ) {
    this.#materialiser = materialiser;
    this.#misfires = misfires;
    this.#postponements = postponements;
    this.#due = due;
    this.#clock = clock;
    this.#logger = logger;
  }

  /**
   * Looks at the jobs once, and returns how many runs it made.
   * @param shards those that this watcher has; all, unless there are others
   */
  async step(shards?: number[]): Promise<number> {
    const begunAt = this.#clock.now();
    const steps = new OwnerSteps(STEPS_PER_OWNER, STEPS_FOR_ALL, (owner) => this.#postponements.of(owner));
    const postponed = new Map<string, Id>();
    const isFar = await this.#materialiser.isMuchDue(after(begunAt, LOOK_FAR_AHEAD_MS), VERY_MANY, shards);
    const aheadMs = () => (isFar && this.#due.armed < MOST_ARMED ? LOOK_FAR_AHEAD_MS : LOOK_AHEAD_MS);
    const own = await this.#look(aheadMs, steps, postponed, shards);
    // A watcher that is lost keeps its shards until their leases end: no job waits for that.
    const neglected = shards ? await this.#look(() => -NEGLECTED_MS, steps, postponed) : 0;
    await this.#postponements.note([...postponed.values()], begunAt, after(begunAt, LOOK_AHEAD_MS));
    return own + neglected;
  }

  /** @param aheadMs what is due so long after now, or, below 0, has been due for so long */
  async #look(
    aheadMs: () => number,
    steps: OwnerSteps,
    allPostponed: Map<string, Id>,
    shards?: number[],
  ): Promise<number> {
    const until = () => after(this.#clock.now(), aheadMs());
    const postponedOwners = new Map<string, Id>();
    let made = 0;
    for await (const jobs of dueBatches(this.#materialiser, until, shards, () => [
      ...postponedOwners.values(),
    ])) {
      const now = this.#clock.now();
      const done = await this.#materialiser.materialise(jobs, now, until(), steps);
      const { waiting, expired, failed, postponed } = done;
      for (const { ownerId } of postponed) {
        postponedOwners.set(ownerId.toHexString(), ownerId);
        allPostponed.set(ownerId.toHexString(), ownerId);
      }
      this.#due.arm(waiting);
      await this.#misfires.skip(expired, now);
      made += waiting.length + expired.length;
      for (const { job, error } of failed)
        this.#logger.error({ err: error, jobId: job._id }, 'The next run of a job cannot be computed');
      // They stay due: the next batch would be the same.
      if (failed.length === jobs.length) break;
    }
    return made;
  }
}

const after = (from: Date, ms: number): Date => new Date(from.getTime() + ms);
