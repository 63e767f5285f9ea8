import { finished } from 'node:stream';
import type { Response } from 'express';

export const HEARTBEAT_MS = 15_000;
/** Who does not take what is sent is let go; he comes again and looks anew. */
const MOST_BEHIND = 1_048_576;

/** One who looks on. */
export class EventStream {
  readonly #response: Response;
  readonly #heartbeat: NodeJS.Timeout;

  /** Begins the answer. */
  constructor(response: Response) {
    this.#response = response;
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Proxies pass it on as it comes.
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    response.write(': welcome\n\n');
    this.#heartbeat = setInterval(() => this.#write(': heartbeat\n\n'), HEARTBEAT_MS);
    // Also if he has gone already.
    finished(response, () => clearInterval(this.#heartbeat));
  }

  /** @param data JSON in one line */
  send(event: string, data: string): void {
    this.#write(`event: ${event}\ndata: ${data}\n\n`);
  }

  end(): void {
    this.#response.end();
  }

  #write(text: string): void {
    if (this.#response.writableEnded) return;
    this.#response.write(text);
    if (this.#response.writableLength > MOST_BEHIND) this.#response.destroy();
  }
}
