import { expect } from 'vitest';
import type { Client } from './client.ts';

export interface HeardEvent {
  event: string;
  data: { id: string; [field: string]: unknown };
}

/** Somebody who looks on at `/events`, as a browser does by fetch. */
export class EventReader {
  readonly heard: HeardEvent[] = [];
  readonly status: number;
  readonly headers: Headers;
  /** Resolves when the service has ended the stream. */
  readonly ended: Promise<void>;
  readonly #abort: AbortController;

  private constructor(response: Response, abort: AbortController) {
    this.status = response.status;
    this.headers = response.headers;
    this.#abort = abort;
    this.ended = this.#read(response);
  }

  static async open(client: Client, query = ''): Promise<EventReader> {
    const abort = new AbortController();
    const response = await fetch(`${client.url}/events${query}`, {
      headers: client.headers,
      signal: abort.signal,
    });
    return new EventReader(response, abort);
  }

  close(): void {
    this.#abort.abort();
  }

  /** Waits for an event of this kind about this thing, and answers its data. */
  async waitFor(event: string, matching: object, timeout = 2_000): Promise<HeardEvent['data']> {
    const wanted = expect.objectContaining({ event, data: expect.objectContaining(matching) });
    await expect.poll(() => this.heard, { timeout, interval: 20 }).toContainEqual(wanted);
    return this.heard.findLast((heard) => wanted.asymmetricMatch(heard))?.data as HeardEvent['data'];
  }

  async #read(response: Response): Promise<void> {
    let text = '';
    try {
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString();
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        this.heard.push(...parts.flatMap(parse));
      }
    } catch (error) {
      if (!this.#abort.signal.aborted) throw error;
    }
  }
}

function parse(block: string): HeardEvent[] {
  const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
  return fields.event ? [{ event: fields.event, data: JSON.parse(fields.data) }] : [];
}
