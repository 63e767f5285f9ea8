import { finished } from 'node:stream';
import type { Language } from '@punctual/contracts/language';
import type { Response } from 'express';

const HEARTBEAT_MS = 15_000;
/** A client that does not read what is sent is disconnected; it connects again and loads anew. */
const MAX_BUFFERED = 1_048_576;

/** The kinds of events. */
export type EventName = 'job' | 'run';

/** Sends events to one client, in its language: those of the kinds that it may see. */
export class EventStream {
  readonly language: Language;
  readonly #response: Response;
  readonly #events: readonly EventName[];
  readonly #heartbeat: NodeJS.Timeout;

  /** Begins the answer. */
  constructor(response: Response, events: readonly EventName[], language: Language) {
    this.language = language;
    this.#events = events;
    this.#response = response;
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Lets proxies pass on events as they come.
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    response.write(': welcome\n\n');
    this.#heartbeat = setInterval(() => this.#write(': heartbeat\n\n'), HEARTBEAT_MS);
    // Called also where the client has gone already.
    finished(response, () => clearInterval(this.#heartbeat));
  }

  /** @param data JSON in one line */
  send(event: EventName, data: string): void {
    if (this.#events.includes(event)) this.#write(`event: ${event}\ndata: ${data}\n\n`);
  }

  end(): void {
    this.#response.end();
  }

  #write(text: string): void {
    if (this.#response.writableEnded) return;
    this.#response.write(text);
    if (this.#response.writableLength > MAX_BUFFERED) this.#response.destroy();
  }
}
