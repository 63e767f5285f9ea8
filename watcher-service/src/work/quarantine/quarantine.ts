import type { Clock } from '@punctual/engine/platform/clock';
import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Logger } from '@punctual/engine/platform/logger';
import { type Loop, runEvery } from '@punctual/engine/platform/run-every';
import type { Owned, RunRecovery } from '@punctual/engine/runs/run-recovery';
import type { RunTransition } from '@punctual/engine/runs/run-transition';
import type { Registry } from '../../tasks/registry.ts';
import type { Attempts } from '../attempts.ts';
import type { RunBatches, Started } from '../run-batches.ts';
import type { RunCarrier } from '../run-carrier.ts';
import type { Child, Children } from './child.ts';
import { OwnerTurns } from './owner-turns.ts';

/** Children at a time, beside the normal lanes. */
const PLACES = 4;
const LOOK_EVERY_MS = 1_000;
/** Among this many of the oldest, owners take turns. */
const LOOKED_AT = 10_000;

/** Makes what carries out attempts by this registry. */
type AttemptsOf = (registry: Pick<Registry, 'execute'>) => Attempts;

/**
 * Carries out suspects, each in a child process of its own: one that dies takes nothing with it. They wait in MongoDB
 * until one of a few places is free, and hold none of the normal lanes.
 */
export class Quarantine {
  readonly #recovery: Pick<RunRecovery, 'suspects'>;
  readonly #batches: RunBatches;
  readonly #carrier: RunCarrier;
  readonly #registry: Pick<Registry, 'execute'>;
  readonly #attemptsOf: AttemptsOf;
  readonly #children: Children;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #turns = new OwnerTurns();
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #ending = new AbortController();
  readonly #trouble: ErrorThrottle;
  readonly #loop: Loop;
  #isClosed = false;
  #filling: Promise<void> | null = null;
  /** Since the start: processes that died, and runs that were stopped for it. */
  readonly counts = { deaths: 0, poisoned: 0 };

  constructor(
    recovery: Pick<RunRecovery, 'suspects'>,
    batches: RunBatches,
    carrier: RunCarrier,
    registry: Pick<Registry, 'execute'>,
    attemptsOf: AttemptsOf,
    children: Children,
    clock: Clock,
    logger: Logger,
  ) {
    this.#recovery = recovery;
    this.#batches = batches;
    this.#carrier = carrier;
    this.#registry = registry;
    this.#attemptsOf = attemptsOf;
    this.#children = children;
    this.#clock = clock;
    this.#logger = logger;
    this.#trouble = new ErrorThrottle(logger, 'Suspects could not be taken into quarantine');
    this.#loop = runEvery(() => this.fill(), LOOK_EVERY_MS, this.#trouble);
  }

  /** Counts the places that are taken. */
  get size(): number {
    return this.#underWay.size;
  }

  /** Takes what waits, as far as there are places. */
  fill(): Promise<void> {
    this.#filling ??= this.#fill().finally(() => {
      this.#filling = null;
    });
    return this.#filling;
  }

  async #fill(): Promise<void> {
    if (this.#isClosed || this.size >= PLACES) return;
    const waiting = await this.#recovery.suspects(this.#clock.now(), LOOKED_AT);
    while (!this.#isClosed && this.size < PLACES) {
      const next = this.#turns.next(waiting.filter(({ _id }) => !this.#underWay.has(_id.toHexString())));
      if (!next) return;
      this.#take(next);
    }
  }

  #take(run: Owned): void {
    const key = run._id.toHexString();
    const work = this.#carryOut(run).then(
      () => true,
      (err) => {
        this.#logger.error({ err, runId: run._id }, 'A run could not be handled in quarantine');
        return false;
      },
    );
    const done = work.then((isDone) => {
      this.#underWay.delete(key);
      // After trouble the next look is early enough.
      if (isDone) this.fill().catch((error) => this.#trouble.is(error));
    });
    this.#underWay.set(key, done);
  }

  /** Starts the child first: what cannot be started costs no attempt, and what is slow to start no time of the run. */
  async #carryOut({ _id: id }: Owned): Promise<void> {
    const child = await this.#children.start();
    try {
      if (this.#isClosed) return;
      const started = await this.#batches.startInQuarantine({ id, queuedAt: null });
      if (started) await this.#attempt(started, child);
    } finally {
      child.kill();
    }
  }

  async #attempt(started: Started, child: Child): Promise<void> {
    const send = child.send(started.run.snapshot.timeoutMs);
    const execute: Registry['execute'] = (task, context) => this.#registry.execute(task, context, send);
    const attempts = this.#attemptsOf({ execute });
    const end = await this.#carrier.carryOut(started, attempts, this.#ending.signal);
    if (end?.inQuarantine) this.#noteDeath(end);
  }

  #noteDeath({ run, change, reason, attempt }: RunTransition): void {
    this.counts.deaths += 1;
    if (reason === 'POISON') this.counts.poisoned += 1;
    const { _id: runId, jobId, ownerId } = run;
    const said = change === 'giveUp' ? 'stopped for good' : 'tried again';
    const deaths = run.aloneCrashes + 1;
    this.#logger.warn(
      { runId, jobId, ownerId, deaths, how: attempt?.error },
      `The process of a run in quarantine died; the run is ${said}`,
    );
  }

  /** Takes nothing new, and waits for what is under way, however long that takes: `hurry` ends it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([this.#loop.stop(), this.#filling]);
    await Promise.all(this.#underWay.values());
  }

  /** Kills what is under way; it is given back at once. */
  hurry(): void {
    this.#ending.abort(new Error('The process ends.'));
  }
}
