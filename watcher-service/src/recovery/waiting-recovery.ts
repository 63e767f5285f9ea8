import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Dispatcher } from '@punctual/engine/queue/dispatcher';
import type { Misfires } from '@punctual/engine/runs/misfires';
import { isExpired } from '@punctual/engine/runs/run-draft';
import type { RunRecovery } from '@punctual/engine/runs/run-recovery';

const BATCH = 1_000;
const FULL_LOOKS = 20;
const FULL_PAUSE_MS = 100;

/** Sends runs again that the queue has lost, and retries that are due. */
export class WaitingRecovery {
  readonly #recovery: RunRecovery;
  readonly #misfires: Misfires;
  readonly #dispatcher: Pick<Dispatcher, 'room' | 'enqueue'>;
  readonly #clock: Clock;

  constructor(
    recovery: RunRecovery,
    misfires: Misfires,
    dispatcher: Pick<Dispatcher, 'room' | 'enqueue'>,
    clock: Clock,
  ) {
    this.#recovery = recovery;
    this.#misfires = misfires;
    this.#dispatcher = dispatcher;
    this.#clock = clock;
  }

  /** Sends all of them, as the queue has room; returns how many. */
  async step(): Promise<number> {
    let sent = 0;
    for (let full = 0; full < FULL_LOOKS; ) {
      const room = Math.min(BATCH, await this.#dispatcher.room());
      const batch = room > 0 ? await this.#sendBatch(room) : 0;
      sent += batch;
      if (batch < room) return sent;
      if (room < BATCH) {
        // The queue is full: as the workers empty it, more goes in.
        full += 1;
        await wait(FULL_PAUSE_MS);
      }
    }
    return sent;
  }

  /** Returns how many were handled: none when the queue did not take them, so that it is not asked again at once. */
  async #sendBatch(room: number): Promise<number> {
    const now = this.#clock.now();
    const found = await this.#recovery.dispatchable(now, room);
    const expired = found.filter(isExpired);
    const judged = await this.#misfires.apply(
      found.filter((run) => !isExpired(run)),
      now,
    );
    // Skipped first: another process that judges must not take for the newest what is left of the others.
    await this.#misfires.skip([...expired, ...judged.skipped], now);
    const runs = [...(await this.#misfires.lineUp(judged.linedUp, now)), ...judged.others];
    if (runs.length === 0) return found.length;
    await this.#recovery.markDispatched(runs, now);
    if (await this.#dispatcher.enqueue(runs)) return found.length;
    await this.#recovery.unmarkDispatched(runs, now);
    return 0;
  }
}
