import { Pool } from 'undici';
import { openLoop } from '../../support/measuring/open-loop.ts';

/** Connections kept open to one server. */
const CONNECTIONS = 32;

/** Somebody who reads, with an access token: by a client that costs less than the server it asks. */
export class Reader {
  readonly #pool: Pool;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#pool = new Pool(url, { connections: CONNECTIONS });
    this.#token = token;
  }

  /** @throws Error unless the answer is a 200 */
  async get(path: string): Promise<void> {
    const headers = { authorization: `Bearer ${this.#token}` };
    const { statusCode, body } = await this.#pool.request({ method: 'GET', path, headers });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`GET ${path} was answered ${statusCode}: ${text.slice(0, 200)}`);
  }

  /** ms from the planned instant to the whole answer, of so many requests a second. */
  latencies(perSecond: number, count: number, pathOf: () => string): Promise<number[]> {
    return openLoop(perSecond, count, async (_, planned) => {
      await this.get(pathOf());
      return Date.now() - planned;
    });
  }

  /** Requests a second while every connection always has one under way. */
  async saturation(ms: number, pathOf: () => string): Promise<number> {
    const startedAt = performance.now();
    let answered = 0;
    const askOn = async (): Promise<void> => {
      while (performance.now() - startedAt < ms) {
        await this.get(pathOf());
        answered += 1;
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, askOn));
    return (answered * 1_000) / (performance.now() - startedAt);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
