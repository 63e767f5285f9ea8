import { DAY_MS, SECOND_MS } from '@punctual/contracts/time';
import type { ApiKeyCall } from '@punctual/contracts/users/api-key';
import { REMEMBERED_CALLS } from '@punctual/contracts/users/api-key-limits';
import type { Clock } from '@punctual/engine/platform/clock';
import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Logger } from '@punctual/engine/platform/logger';
import { type Loop, runEvery } from '@punctual/engine/platform/run-every';
import { withTimeout } from '@punctual/engine/platform/with-timeout';
import type { Request, RequestHandler, Response } from 'express';
import type { Redis } from 'ioredis';

const FLUSH_MS = 2 * SECOND_MS;
const DEADLINE_MS = 500;
const KEPT_S = (7 * DAY_MS) / SECOND_MS;
/** Bounds the memory of calls that are yet to be written; those of further keys are not remembered. */
const MOST_KEYS = 1_000;
const LONGEST_PATH = 200;

/**
 * Remembers the last calls of each key, in Redis for all copies, a few of each and for a week. They are a help and no
 * record: written every few seconds, never with a request, and gone when Redis is emptied.
 */
export class RecentCalls {
  readonly #redis: Redis;
  readonly #clock: Clock;
  readonly #loop: Loop;
  /** The newest calls of each key that Redis does not have yet, newest first. */
  #fresh = new Map<string, ApiKeyCall[]>();

  constructor(redis: Redis, clock: Clock, logger: Logger) {
    this.#redis = redis;
    this.#clock = clock;
    // While Redis is away its connection says so.
    const trouble = new ErrorThrottle(logger, 'Calls of API keys are not remembered', 'debug');
    this.#loop = runEvery(() => this.#flush(), FLUSH_MS, trouble);
  }

  /** Notes requests that come with a key when they have been answered. Comes after authentication. */
  readonly note: RequestHandler = (request, response, next) => {
    const apiKey = request.context.caller?.apiKey;
    if (apiKey) {
      const at = this.#clock.now();
      response.on('close', () => this.#add(apiKey._id.toHexString(), describe(request, response, at)));
    }
    next();
  };

  /** Lists the newest calls of a key, newest first; without Redis those that only this copy knows. */
  async list(keyId: string): Promise<ApiKeyCall[]> {
    const asked = this.#redis.lrange(nameOf(keyId), 0, REMEMBERED_CALLS - 1);
    const kept = await withTimeout(DEADLINE_MS, asked, 'Redis').catch(() => []);
    const written = kept.map((text) => JSON.parse(text) as ApiKeyCall);
    const calls = [...(this.#fresh.get(keyId) ?? []), ...written];
    // Of two copies each writes in its own time; a write that was repeated is there twice.
    const unlike = new Map(calls.map((call) => [`${call.requestId} ${call.at}`, call]));
    return [...unlike.values()].sort((a, b) => b.at.localeCompare(a.at)).slice(0, REMEMBERED_CALLS);
  }

  /** Stops, after a last write. */
  async stop(): Promise<void> {
    await this.#loop.stop();
    await this.#flush().catch(() => {}); // the connection reports it
  }

  #add(keyId: string, call: ApiKeyCall): void {
    const calls = this.#fresh.get(keyId) ?? [];
    if (calls.length === 0 && this.#fresh.size >= MOST_KEYS) return;
    this.#fresh.set(keyId, [call, ...calls].slice(0, REMEMBERED_CALLS));
  }

  async #flush(): Promise<void> {
    if (this.#fresh.size === 0 || this.#redis.status !== 'ready') return;
    const writing = this.#fresh;
    const pipeline = this.#redis.pipeline();
    for (const [keyId, calls] of writing) {
      const name = nameOf(keyId);
      const texts = calls.toReversed().map((call) => JSON.stringify(call));
      pipeline.lpush(name, ...texts);
      pipeline.ltrim(name, 0, REMEMBERED_CALLS - 1).expire(name, KEPT_S);
    }
    this.#fresh = new Map();
    await pipeline.exec();
  }
}

const nameOf = (keyId: string): string => `{punctual}:calls:${keyId}`;

/** Describes a request without its query and body: they may hold what is secret. */
function describe(request: Request, response: Response, at: Date): ApiKeyCall {
  const [path = ''] = request.originalUrl.split('?', 1);
  return {
    at: at.toISOString(),
    method: request.method,
    path: path.slice(0, LONGEST_PATH),
    status: response.writableFinished ? response.statusCode : null,
    durationMs: Math.round(performance.now() - request.context.startedAt),
    requestId: request.context.id,
  };
}
