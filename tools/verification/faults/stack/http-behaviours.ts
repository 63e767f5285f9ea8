import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { SELF_SIGNED } from '@punctual/testing/http-targets/self-signed';
import { type Sink, startSink } from '@punctual/testing/http-targets/sink';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Effect } from './http-sink.ts';

/** Web servers on loopback that treat their callers as the path says, and one that nobody vouches for. */
export class HttpBehaviours {
  #sink: Sink | undefined;
  readonly #untrusted = createServer(SELF_SIGNED, (_request, response) => response.end('ok'));

  async open(): Promise<void> {
    this.#sink = await startSink();
    this.#untrusted.on('tlsClientError', () => {}); // that the caller hangs up is what is wanted
    await new Promise<void>((resolve) => this.#untrusted.listen(0, '127.0.0.1', resolve));
  }

  get requests(): Sink['requests'] {
    return this.#sink?.requests ?? [];
  }

  url(path: string): string {
    return this.#sink?.url(path) ?? '';
  }

  get untrustedUrl(): string {
    return `https://127.0.0.1:${(this.#untrusted.address() as AddressInfo).port}/`;
  }

  /** A name that no resolver knows (RFC 2606), on a port that may be called. */
  get unknownUrl(): string {
    return 'http://nobody.invalid/';
  }

  /** Lists the calls that reached the server that behaves by path. */
  effects(): Effect[] {
    return this.requests.map(({ headers, url = '' }) => ({
      runId: String(headers['idempotency-key']),
      attempt: Number(headers['x-attempt']),
      at: new Date(),
      path: url,
    }));
  }

  forget(): void {
    this.requests.length = 0;
  }

  async close(): Promise<void> {
    await this.#sink?.stop();
    await new Promise((resolve) => this.#untrusted.close(resolve));
  }
}

/** Badly behaved targets for the tests of a file. */
export function useHttpBehaviours(): HttpBehaviours {
  const targets = new HttpBehaviours();
  beforeAll(() => targets.open());
  beforeEach(() => targets.forget());
  afterAll(() => targets.close());
  return targets;
}
