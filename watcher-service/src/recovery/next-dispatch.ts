import type { Id } from '@punctual/engine/database/documents';
import { Batcher } from '@punctual/engine/platform/batcher';
import type { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { RunRecovery } from '@punctual/engine/runs/run-recovery';
import type { WaitingRecovery } from './waiting-recovery.ts';

const MOST_RETURNED = 250;
/** Ends within this time are followed by one dispatch (ms). */
const GATHER_MS = 5;
/** After a dispatch for which no place was free, and after a run that found none, the next is this much later (ms). */
const REST_MS = 250;

/**
 * Dispatches the next runs when places become free. While no run waits for a place an end costs nothing more. What
 * is lost here, because the process or a connection breaks, the sweep makes up for.
 */
export class NextDispatch {
  readonly #waiting: Pick<WaitingRecovery, 'step' | 'lacksPlaces'>;
  readonly #recovery: Pick<RunRecovery, 'handOver'>;
  readonly #trouble: ErrorThrottle;
  readonly #returned = new Batcher((ids: Id[]) => this.#handOver(ids), MOST_RETURNED);
  readonly #returning = new Set<Promise<void>>();
  #hasRefused = false;
  #pauseMs = GATHER_MS;
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #hasStopped = false;

  constructor(
    waiting: Pick<WaitingRecovery, 'step' | 'lacksPlaces'>,
    recovery: Pick<RunRecovery, 'handOver'>,
    trouble: ErrorThrottle,
  ) {
    this.#waiting = waiting;
    this.#recovery = recovery;
    this.#trouble = trouble;
  }

  /**
   * Notes that a run found no place. Its entry must be out of the queue by then: before, a new entry for it would be
   * refused as the same.
   */
  refused(id: Id): void {
    const returning = this.#returned.add(id).then(
      () => this.#trouble.isOver(),
      (error) => this.#trouble.is(error),
    );
    this.#returning.add(returning);
    void returning.finally(() => this.#returning.delete(returning));
  }

  /** Notes that a place is free: if runs wait for one, the next are dispatched. */
  freed(): void {
    if (this.#hasRefused || this.#waiting.lacksPlaces) this.#kickIn(this.#pauseMs);
  }

  /** Dispatches what waits, after a dispatch under way has ended, which may not know yet what the caller knows. */
  step(): Promise<number> {
    const next = this.#last.then(() => this.#send());
    this.#last = next.catch(() => {}); // the caller has the error
    return next;
  }

  /** Follows ends with dispatches no more. */
  async stop(): Promise<void> {
    this.#hasStopped = true;
    clearTimeout(this.#timer);
    await this.#last;
  }

  /** Resolves when all runs that found no place are given back. */
  async settled(): Promise<void> {
    await Promise.all(this.#returning);
  }

  #kickIn(ms: number): void {
    if (this.#timer || this.#hasStopped) return;
    const kick = () =>
      this.step().then(
        () => this.#trouble.isOver(),
        (error) => this.#trouble.is(error),
      );
    this.#timer = setTimeout(kick, ms);
  }

  async #send(): Promise<number> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#hasRefused = false;
    const since = performance.now();
    const handled = await this.#waiting.step();
    // A database that is busy is not asked all the time: it is everybody's.
    this.#pauseMs = Math.max(handled > 0 ? GATHER_MS : REST_MS, performance.now() - since);
    return handled;
  }

  async #handOver(ids: Id[]): Promise<Id[]> {
    await this.#recovery.handOver(
      ids.map((_id) => ({ _id })),
      true,
    );
    this.#hasRefused = true;
    // The place that it did not find may have become free meanwhile, here or in another worker.
    this.#kickIn(REST_MS);
    return ids;
  }
}
