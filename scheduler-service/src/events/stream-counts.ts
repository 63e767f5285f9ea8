import { AppError } from '@punctual/engine/platform/errors';
import { refuse } from '../http/refusal-words.ts';

/** The most open streams of one account, of one address, and of all. */
export interface StreamLimits {
  account: number;
  /** An office has many people behind one address. */
  address: number;
  all: number;
}

const STREAM_LIMITS: StreamLimits = { account: 20, address: 200, all: 5_000 };

const tooMany = (limit: number, whose: keyof StreamLimits) =>
  new AppError(
    429,
    'TOO_MANY_STREAMS',
    refuse((words) => words.tooManyStreams[whose](limit)),
    { retryAfterSeconds: 5 },
  );

/** Counts the open streams of this process: each holds memory for as long as its client likes. */
export class StreamCounts {
  readonly #limits: StreamLimits;
  readonly #open = new Map<string, number>();

  constructor(limits = STREAM_LIMITS) {
    this.#limits = limits;
  }

  /**
   * Counts a stream until the returned function is called.
   * @param address the network of its client
   * @throws AppError 429
   */
  open(account: string, address: string): () => void {
    const keys = [
      [`account ${account}`, this.#limits.account, 'account'],
      [`address ${address}`, this.#limits.address, 'address'],
      ['all', this.#limits.all, 'all'],
    ] as const;
    for (const [key, limit, whose] of keys) if (this.#count(key) >= limit) throw tooMany(limit, whose);
    for (const [key] of keys) this.#open.set(key, this.#count(key) + 1);
    return () => {
      for (const [key] of keys) this.#close(key);
    };
  }

  #count(key: string): number {
    return this.#open.get(key) ?? 0;
  }

  #close(key: string): void {
    const left = this.#count(key) - 1;
    if (left > 0) this.#open.set(key, left);
    else this.#open.delete(key);
  }
}
