import { HINT_CHANNEL, hint } from '@punctual/shared/platform/change-hints';
import type { Logger } from '@punctual/shared/platform/logger';
import { type Loop, repeat } from '@punctual/shared/platform/loop';
import { Trouble } from '@punctual/shared/platform/trouble';
import type { Id } from '@punctual/shared/store/documents';
import type { EventStore } from '@punctual/shared/store/event-store';
import type { Redis } from 'ioredis';
import { Audience } from './audience.ts';
import type { EventStream } from './event-stream.ts';

const EVERYBODY = 'everybody';
/** While no hints come, it is looked this often what has changed. */
const LOOK_MS = 1_000;
/** And this often otherwise: a hint may be lost. */
const LOOK_ANYWAY_MS = 30_000;

/** Tells those who look on what has changed, whichever process has changed it. */
export class EventHub {
  readonly #store: EventStore;
  readonly #redis: Redis;
  readonly #audiences = new Map<string, Audience>();
  readonly #hintTrouble: Trouble;
  readonly #loop: Loop;
  #lookedAt = 0;

  /** @param redis a connection for nothing else: one that listens can ask nothing */
  constructor(store: EventStore, redis: Redis, logger: Logger) {
    this.#store = store;
    this.#redis = redis;
    this.#hintTrouble = new Trouble(logger, 'What a hint names was not read', 'warn');
    const trouble = (what: string) => new Trouble(logger, what, 'warn');
    redis.on('message', (_channel, message: string) => void this.#hear(message));
    // Hints were lost until now.
    redis.on('ready', () => void this.#listen(trouble('Hints of changes are not heard')));
    this.#loop = repeat(() => this.#lookNowAndThen(), LOOK_MS, trouble('It was not looked what has changed'));
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

  async #open(ownerId: Id | null): Promise<Audience> {
    const audience = new Audience(ownerId);
    audience.know(await this.#store.newest(ownerId));
    // Somebody else may have opened it meanwhile.
    const known = this.#audiences.get(nameOf(ownerId));
    if (!known) this.#audiences.set(nameOf(ownerId), audience);
    return known ?? audience;
  }

  async #listen(trouble: Trouble): Promise<void> {
    try {
      await this.#redis.subscribe(HINT_CHANNEL);
      this.#lookedAt = 0;
      trouble.isOver();
    } catch (error) {
      trouble.is(error);
    }
  }

  async #hear(message: string): Promise<void> {
    try {
      const told = hint.parse(JSON.parse(message));
      if (told === null) return await this.#look();
      const wanted = Object.entries(told).filter(([owner]) => this.#isWanted(owner));
      if (wanted.length === 0) return;
      const jobs = wanted.flatMap(([, own]) => own.jobs);
      const runs = wanted.flatMap(([, own]) => own.runs);
      const found = await this.#store.byIds(jobs, runs);
      for (const audience of this.#audiences.values()) audience.tell(found);
      this.#hintTrouble.isOver();
    } catch (error) {
      this.#hintTrouble.is(error);
    }
  }

  #isWanted(owner: string): boolean {
    return this.#audiences.has(EVERYBODY) || this.#audiences.has(owner);
  }

  async #lookNowAndThen(): Promise<void> {
    const isQuiet = this.#redis.status === 'ready' && performance.now() - this.#lookedAt < LOOK_ANYWAY_MS;
    if (!isQuiet) await this.#look();
  }

  async #look(): Promise<void> {
    this.#lookedAt = performance.now();
    for (const audience of this.#audiences.values()) {
      const found = await this.#store.newest(audience.ownerId);
      audience.tell(found);
      const missing = audience.missing(found);
      if (missing.length > 0) audience.tell(await this.#store.byIds(missing, []));
    }
  }
}

const nameOf = (ownerId: Id | null): string => ownerId?.toHexString() ?? EVERYBODY;
