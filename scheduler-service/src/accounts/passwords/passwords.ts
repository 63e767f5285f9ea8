import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { busy } from '@punctual/engine/platform/errors';
import { Piscina } from 'piscina';
import type { PasswordTask } from './password-worker.ts';

const COST = 10;
/** Of random bytes that nobody kept, at the same cost. Not made at the first login, which would tell itself by its time. */
export const NOBODYS_HASH = '$2b$10$fUpcliWi.V.ezf6sqYa.0ebYS2zQPc95N0zUSZbAybNGM0bnJrbzW';
const THREADS = 2;
/** Logins that wait for a thread. More at once are told to come back: a queue would only grow. */
const QUEUE = 64;

/** The compiled file; tests run from the sources, which Node 20 cannot load in a thread, and take the build's. */
function workerFile(): string {
  const beside = fileURLToPath(new URL('./password-worker.js', import.meta.url));
  return existsSync(beside)
    ? beside
    : fileURLToPath(new URL('../../../dist/accounts/passwords/password-worker.js', import.meta.url));
}

/** Hashes and checks passwords in a few threads, so that the API goes on answering. */
export class Passwords {
  readonly #pool = new Piscina({
    filename: workerFile(),
    minThreads: 0,
    maxThreads: THREADS,
    maxQueue: QUEUE,
    idleTimeout: 30_000,
  });

  hash(password: string): Promise<string> {
    return this.#run({ kind: 'hash', password, cost: COST }) as Promise<string>;
  }

  /**
   * Whether a password belongs to a hash. Without a hash (nobody has this address) the same work is done
   * for nothing, so that the time of the answer does not tell who has an account.
   */
  async verify(password: string, hash: string | null): Promise<boolean> {
    const fits = await this.#run({ kind: 'verify', password, hash: hash ?? NOBODYS_HASH });
    return hash !== null && fits === true;
  }

  async #run(task: PasswordTask): Promise<string | boolean> {
    if (this.#pool.queueSize >= QUEUE) throw busy('Too many logins at once. Try again in a moment.');
    return this.#pool.run(task);
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}
