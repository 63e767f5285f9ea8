import { busy } from '@punctual/engine/platform/errors';
import { findWorkerFile } from '@punctual/engine/platform/worker-file';
import { Piscina } from 'piscina';
import { refuse } from '../../http/refusal-words.ts';
import type { PasswordTask } from './password-worker.ts';

const COST = 10;
/**
 * The hash of random bytes that were not kept, at the same cost. It is a constant because computing it at the first
 * login would show in the time of that login.
 */
export const DUMMY_HASH = '$2b$10$fUpcliWi.V.ezf6sqYa.0ebYS2zQPc95N0zUSZbAybNGM0bnJrbzW';
const THREADS = 2;
/** Logins that may wait for a thread. More at once are refused: the queue would only grow. */
const QUEUE = 64;

const WORKER = findWorkerFile(
  new URL('./password-worker.js', import.meta.url),
  new URL('../../../dist/accounts/passwords/password-worker.js', import.meta.url),
);

/** Hashes and verifies passwords in a few threads, so that the API goes on answering. */
export class Passwords {
  readonly #pool = new Piscina({
    filename: WORKER,
    minThreads: 0,
    maxThreads: THREADS,
    maxQueue: QUEUE,
    idleTimeout: 30_000,
  });

  hash(password: string): Promise<string> {
    return this.#run({ kind: 'hash', password, cost: COST }) as Promise<string>;
  }

  /**
   * Verifies a password against a hash. Without a hash (no account has this address) the same work is done
   * for nothing, so that the time of the answer does not show who has an account.
   */
  async verify(password: string, hash: string | null): Promise<boolean> {
    const fits = await this.#run({ kind: 'verify', password, hash: hash ?? DUMMY_HASH });
    return hash !== null && fits === true;
  }

  async #run(task: PasswordTask): Promise<string | boolean> {
    if (this.#pool.queueSize >= QUEUE) throw busy(refuse((words) => words.tooManyLogins));
    return this.#pool.run(task);
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}
