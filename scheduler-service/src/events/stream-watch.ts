import type { Clock } from '@punctual/engine/platform/clock';
import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Logger } from '@punctual/engine/platform/logger';
import { type Loop, runEvery } from '@punctual/engine/platform/run-every';
import type { Standing } from '../auth/standing.ts';
import type { Caller } from '../http/caller.ts';

/** A logout, a revoked key, a new role or a disabled account ends a stream within this and the time of a look. */
const LOOK_MS = 1_000;
/** Every stream ends after this, so that its client has to authenticate again. */
const MAX_STREAM_MS = 600_000;

interface OpenStream {
  caller: Caller;
  endsAt: Date;
  end: () => void;
}

/** Ends streams with the credentials that they were opened with: one look at the database for all of them. */
export class StreamWatch {
  readonly #standing: Standing;
  readonly #clock: Clock;
  readonly #open = new Set<OpenStream>();
  readonly #loop: Loop;

  constructor(standing: Standing, clock: Clock, logger: Logger) {
    this.#standing = standing;
    this.#clock = clock;
    // A database that does not answer is no reason to end streams: nothing is read for them either.
    const trouble = new ErrorThrottle(logger, 'The logins of open streams could not be checked', 'warn');
    this.#loop = runEvery(() => this.#look(), LOOK_MS, trouble);
  }

  /** Watches a stream until the returned function is called. */
  add(caller: Caller, end: () => void): () => void {
    const latest = this.#clock.now().getTime() + MAX_STREAM_MS;
    const endsAt = new Date(Math.min(latest, caller.tokenEndsAt?.getTime() ?? latest));
    const stream = { caller, endsAt, end };
    this.#open.add(stream);
    return () => void this.#open.delete(stream);
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  async #look(): Promise<void> {
    if (this.#open.size === 0) return;
    const streams = [...this.#open];
    const now = this.#clock.now();
    for (const { endsAt, end } of streams) if (endsAt <= now) end();
    const isValid = await this.#standing.findValid(
      streams.map(({ caller }) => caller),
      now,
    );
    for (const { caller, end } of streams) if (!isValid.has(caller)) end();
  }
}
