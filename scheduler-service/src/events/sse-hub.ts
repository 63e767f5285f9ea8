import type { Id } from '@punctual/engine/database/documents';
import { HINT_CHANNEL, type Hint, hint } from '@punctual/engine/events/change-publisher';
import { Batcher } from '@punctual/engine/platform/batcher';
import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Logger } from '@punctual/engine/platform/logger';
import { type Loop, runEvery } from '@punctual/engine/platform/run-every';
import type { Redis } from 'ioredis';
import type { EventStore } from './event-store.ts';
import type { EventStream } from './event-stream.ts';
import { Subscription } from './subscription.ts';

const EVERYBODY = 'everybody';
/** While no hints come, it is looked this often what has changed. */
const LOOK_MS = 1_000;
/** And this often otherwise: a hint may be lost. */
const LOOK_ANYWAY_MS = 30_000;
const NEVER = Number.NEGATIVE_INFINITY;
/** So many hints that came together are read at once. */
const MOST_HINTS = 20;

/** Tells those who look on what has changed, whichever process has changed it. */
export class SseHub {
  readonly #store: EventStore;
  readonly #redis: Redis;
  readonly #audiences = new Map<string, Subscription>();
  readonly #hintTrouble: ErrorThrottle;
  readonly #loop: Loop;
  readonly #telling = new Batcher((hints: Hint[]) => this.#tell(hints), MOST_HINTS);
  #lookedAt = NEVER;

  /** @param redis a connection for nothing else: one that listens can ask nothing */
  constructor(store: EventStore, redis: Redis, logger: Logger) {
    this.#store = store;
    this.#redis = redis;
    this.#hintTrouble = new ErrorThrottle(logger, 'What a hint names was not read', 'warn');
    const trouble = (what: string) => new ErrorThrottle(logger, what, 'warn');
    redis.on('message', (_channel, message: string) => void this.#hear(message));
    // Hints were lost until now.
    redis.on('ready', () => void this.#listen(trouble('Hints of changes are not heard')));
    this.#loop = runEvery(
      () => this.#lookNowAndThen(),
      LOOK_MS,
      trouble('It was not looked what has changed'),
    );
  }

  /**
   * Lets somebody look on: what changes from when the stream begins is told, and nothing before it.
   * @param ownerId whose things; null for everybody's
   */
  async join(ownerId: Id | null, begin: () => EventStream): Promise<EventStream> {
    const audience = this.#audiences.get(nameOf(ownerId)) ?? (await this.#open(ownerId));
    const stream = begin();
    audience.join(stream);
    return stream;
  }

  leave(ownerId: Id | null, stream: EventStream): void {
    const audience = this.#audiences.get(nameOf(ownerId));
    audience?.leave(stream);
    if (audience?.isEmpty) this.#audiences.delete(nameOf(ownerId));
  }

  async close(): Promise<void> {
    await this.#loop.stop();
    for (const audience of this.#audiences.values()) audience.end();
    this.#redis.disconnect();
  }

  async #open(ownerId: Id | null): Promise<Subscription> {
    const audience = new Subscription(ownerId);
    audience.seed(await this.#store.listJobs(ownerId));
    // Somebody else may have opened it meanwhile.
    const known = this.#audiences.get(nameOf(ownerId));
    if (!known) this.#audiences.set(nameOf(ownerId), audience);
    return known ?? audience;
  }

  async #listen(trouble: ErrorThrottle): Promise<void> {
    try {
      await this.#redis.subscribe(HINT_CHANNEL);
      this.#lookedAt = NEVER;
      trouble.isOver();
    } catch (error) {
      trouble.is(error);
    }
  }

  async #hear(message: string): Promise<void> {
    try {
      await this.#telling.add(hint.parse(JSON.parse(message)));
      this.#hintTrouble.isOver();
    } catch (error) {
      this.#hintTrouble.is(error);
    }
  }

  /** One after the other: what was read earlier is told earlier. */
  async #tell(hints: Hint[]): Promise<undefined[]> {
    if (hints.includes(null)) await this.#look();
    const wanted = hints.flatMap((told) =>
      Object.entries(told ?? {}).filter(([owner]) => this.#isWanted(owner)),
    );
    const jobs = new Set(wanted.flatMap(([, own]) => own.jobs));
    const runs = new Set(wanted.flatMap(([, own]) => own.runs));
    const found = await this.#store.findByIds([...jobs], [...runs]);
    for (const audience of this.#audiences.values()) audience.publish(found);
    return hints.map(() => undefined);
  }

  #isWanted(owner: string): boolean {
    return this.#audiences.has(EVERYBODY) || this.#audiences.has(owner);
  }

  async #lookNowAndThen(): Promise<void> {
    const isQuiet = this.#redis.status === 'ready' && performance.now() - this.#lookedAt < LOOK_ANYWAY_MS;
    if (!isQuiet) await this.#telling.add(null);
  }

  async #look(): Promise<void> {
    this.#lookedAt = performance.now();
    for (const audience of this.#audiences.values()) await this.#lookFor(audience);
  }

  async #lookFor(audience: Subscription): Promise<void> {
    const all = await this.#store.listJobs(audience.ownerId);
    const jobs = audience.unknown(all);
    const gone = await this.#store.findByIds(audience.missing(all), []);
    audience.publish({ jobs: [...jobs, ...gone.jobs], runs: await this.#store.listRuns(jobs) });
  }
}

const nameOf = (ownerId: Id | null): string => ownerId?.toHexString() ?? EVERYBODY;
