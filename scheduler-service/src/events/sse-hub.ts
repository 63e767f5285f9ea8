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

const ALL_OWNERS = 'everybody';
/** Interval of polls while no hints come. */
const POLL_MS = 1_000;
/** Interval of polls otherwise: a hint may be lost. */
const POLL_ANYWAY_MS = 30_000;
const NEVER = Number.NEGATIVE_INFINITY;
/** Number of hints that are read at once where they come together. */
const MAX_HINTS = 20;

/** Sends subscribers what has changed, whichever process has changed it. */
export class SseHub {
  readonly #store: EventStore;
  readonly #redis: Redis;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #hintTrouble: ErrorThrottle;
  readonly #loop: Loop;
  readonly #publishing = new Batcher((hints: Hint[]) => this.#publish(hints), MAX_HINTS);
  #polledAt = NEVER;

  /** @param redis a connection for nothing else: one that listens can ask nothing */
  constructor(store: EventStore, redis: Redis, logger: Logger) {
    this.#store = store;
    this.#redis = redis;
    this.#hintTrouble = new ErrorThrottle(logger, 'The jobs and runs of a hint were not read', 'warn');
    const trouble = (what: string) => new ErrorThrottle(logger, what, 'warn');
    redis.on('message', (_channel, message: string) => void this.#receive(message));
    // Hints were lost until now.
    redis.on('ready', () => void this.#listen(trouble('Hints of changes are not received')));
    this.#loop = runEvery(() => this.#pollIfDue(), POLL_MS, trouble('Changes were not polled'));
  }

  /**
   * Adds a stream: it is sent what changes from its beginning on, and nothing before.
   * @param ownerId null for the jobs and runs of all owners
   */
  async join(ownerId: Id | null, begin: () => EventStream): Promise<EventStream> {
    const subscription = this.#subscriptions.get(formatName(ownerId)) ?? (await this.#open(ownerId));
    const stream = begin();
    subscription.join(stream);
    return stream;
  }

  leave(ownerId: Id | null, stream: EventStream): void {
    const subscription = this.#subscriptions.get(formatName(ownerId));
    subscription?.leave(stream);
    if (subscription?.isEmpty) this.#subscriptions.delete(formatName(ownerId));
  }

  async close(): Promise<void> {
    await this.#loop.stop();
    for (const subscription of this.#subscriptions.values()) subscription.end();
    this.#redis.disconnect();
  }

  async #open(ownerId: Id | null): Promise<Subscription> {
    const subscription = new Subscription(ownerId);
    subscription.seed(await this.#store.listJobs(ownerId));
    // Another stream may have opened it in the meantime.
    const known = this.#subscriptions.get(formatName(ownerId));
    if (!known) this.#subscriptions.set(formatName(ownerId), subscription);
    return known ?? subscription;
  }

  async #listen(trouble: ErrorThrottle): Promise<void> {
    try {
      await this.#redis.subscribe(HINT_CHANNEL);
      this.#polledAt = NEVER;
      trouble.isOver();
    } catch (error) {
      trouble.is(error);
    }
  }

  async #receive(message: string): Promise<void> {
    try {
      await this.#publishing.add(hint.parse(JSON.parse(message)));
      this.#hintTrouble.isOver();
    } catch (error) {
      this.#hintTrouble.is(error);
    }
  }

  /** Publishes one batch after the other: what was read earlier is sent earlier. */
  async #publish(hints: Hint[]): Promise<undefined[]> {
    if (hints.includes(null)) await this.#poll();
    const wanted = hints.flatMap((owners) =>
      Object.entries(owners ?? {}).filter(([owner]) => this.#isWanted(owner)),
    );
    const jobs = new Set(wanted.flatMap(([, own]) => own.jobs));
    const runs = new Set(wanted.flatMap(([, own]) => own.runs));
    const found = await this.#store.findByIds([...jobs], [...runs]);
    for (const subscription of this.#subscriptions.values()) subscription.publish(found);
    return hints.map(() => undefined);
  }

  #isWanted(owner: string): boolean {
    return this.#subscriptions.has(ALL_OWNERS) || this.#subscriptions.has(owner);
  }

  async #pollIfDue(): Promise<void> {
    const isQuiet = this.#redis.status === 'ready' && performance.now() - this.#polledAt < POLL_ANYWAY_MS;
    if (!isQuiet) await this.#publishing.add(null);
  }

  async #poll(): Promise<void> {
    this.#polledAt = performance.now();
    for (const subscription of this.#subscriptions.values()) await this.#pollFor(subscription);
  }

  async #pollFor(subscription: Subscription): Promise<void> {
    const all = await this.#store.listJobs(subscription.ownerId);
    const jobs = subscription.unknown(all);
    const gone = await this.#store.findByIds(subscription.missing(all), []);
    subscription.publish({ jobs: [...jobs, ...gone.jobs], runs: await this.#store.listRuns(jobs) });
  }
}

const formatName = (ownerId: Id | null): string => ownerId?.toHexString() ?? ALL_OWNERS;
