import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { CallTimings } from '@punctual/contracts/runs/run';

/** Measures how far a request comes, in ms from when its address is looked for. By a clock that nobody sets. */
export class CallTimer {
  readonly #begun = performance.now();
  readonly #reached: CallTimings = { lookedUpMs: null, connectedMs: null, securedMs: null, answeredMs: null };

  /** The steps that it has come to; nothing of a call that was not made, since its address may not be called. */
  get reached(): { timings?: CallTimings } {
    return this.#reached.lookedUpMs === null ? {} : { timings: { ...this.#reached } };
  }

  lookedUp(): void {
    this.#note('lookedUpMs');
  }

  /** Follows a request to the first byte of its answer. A connection that is open already is not opened. */
  follow(request: ClientRequest): void {
    request.once('socket', (socket: Socket) => {
      if (!socket.connecting) return;
      socket.once('connect', () => this.#note('connectedMs'));
      socket.once('secureConnect', () => this.#note('securedMs'));
    });
    // A 101 is an answer too, and comes as an upgrade.
    for (const answer of ['response', 'upgrade']) request.once(answer, () => this.#note('answeredMs'));
  }

  #note(name: keyof CallTimings): void {
    this.#reached[name] = Math.round(performance.now() - this.#begun);
  }
}
