import { AppError } from '@punctual/engine/platform/errors';
import { refuse } from '../http/refusal-words.ts';
import type { Around } from '../http/router.ts';

const RETRY_SECONDS = 1;

const tooManyAtOnce = () =>
  new AppError(
    429,
    'TOO_MANY_AT_ONCE',
    refuse((words) => words.tooManyAtOnce),
    { retryAfterSeconds: RETRY_SECONDS },
  );

/**
 * Limits how many requests this copy carries out at a time. Requests that come faster than they can be carried out
 * would wait ever longer until none is answered in time: they are refused at once instead, so that those that are
 * let in are carried out.
 *
 * Each sender may have as many under way as there are places free: alone they never take more than half of them,
 * and the more senders there are, the smaller is each one's share (Choudhury and Hahne, "Dynamic queue length
 * thresholds for shared-memory packet switches", 1998).
 */
export class Concurrency {
  /** Requests that were refused since this copy was started. */
  refused = 0;
  readonly limit: number;
  readonly #bySender = new Map<string, number>();
  #underWay = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  get underWay(): number {
    return this.#underWay;
  }

  /**
   * Carries out `work` in a place of this sender.
   * @throws AppError 429 if there is none for this sender
   */
  async run<T>(sender: string, work: () => Promise<T>): Promise<T> {
    this.#enter(sender);
    try {
      return await work();
    } finally {
      this.#leave(sender);
    }
  }

  #enter(sender: string): void {
    const own = this.#bySender.get(sender) ?? 0;
    if (own >= this.limit - this.#underWay) {
      this.refused += 1;
      throw tooManyAtOnce();
    }
    this.#underWay += 1;
    this.#bySender.set(sender, own + 1);
  }

  #leave(sender: string): void {
    this.#underWay -= 1;
    const left = (this.#bySender.get(sender) ?? 1) - 1;
    if (left > 0) this.#bySender.set(sender, left);
    else this.#bySender.delete(sender);
  }
}

/** Carries out a request in a place of its account, whichever of its keys was sent. Public paths, whose senders cannot be told apart, have limits of their own. */
export const withConcurrency =
  (concurrency: Concurrency): Around =>
  ({ access }) => {
    if (access === 'public') return null;
    return ({ caller }, next) => (caller ? concurrency.run(caller.userId.toHexString(), next) : next());
  };
