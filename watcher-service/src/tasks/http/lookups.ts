import type { LookupAddress } from 'node:dns';
import { abortable } from '../abortable.ts';
import type { ExecutionContext } from '../executor.ts';
import { FairSemaphore } from '../fair-semaphore.ts';
import type { Resolve } from './target.ts';

/**
 * Shares lookups of host names among owners. The system's resolver keeps one of libuv's few threads until it has an
 * answer or gives up, which nobody can hurry: names that one user's server never answers for would take all of them,
 * and with them every other user's calls.
 */
export class Lookups {
  readonly #resolve: Resolve;
  readonly #slots: FairSemaphore;

  constructor(resolve: Resolve, atOnce: number) {
    this.#resolve = resolve;
    this.#slots = new FairSemaphore(atOnce);
  }

  /**
   * Looks up a host when it is the owner's turn. Rejects with the signal's reason if that comes first; the slot stays
   * taken until the resolver is done, because its thread does.
   * @throws the resolver's error
   */
  async find(host: string, { ownerId, signal }: ExecutionContext): Promise<LookupAddress[]> {
    await this.#slots.acquire(ownerId, signal);
    const found = this.#resolve(host).finally(() => this.#slots.release(ownerId));
    return abortable(found, signal);
  }
}
