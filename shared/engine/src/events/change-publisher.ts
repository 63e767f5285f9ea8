import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Id } from '../database/documents.ts';
import type { ChangedJob, DomainEvents } from './domain-events.ts';

export const HINT_CHANNEL = '{punctual}:changes';
/** Changes within this time go into one message (ms). */
const GATHER_MS = 100;
/** A message names at most this many; with more it says only that much has changed, and its readers ask for it. */
const MOST = 2_000;

/** Changes of one owner: ids. */
const ownHint = z.object({ jobs: z.array(z.string()), runs: z.array(z.string()) });
/** Changes by owner; null when there are too many to be named. */
export const hint = z.record(z.string(), ownHint).nullable();
export type Hint = z.infer<typeof hint>;

interface Gathered {
  jobs: Set<string>;
  runs: Set<string>;
}

/**
 * Publishes to the copies of the API which jobs and runs this process has changed. It is a hint and nothing more:
 * readers make up for one that is lost. However much changes, it is a few messages a second.
 */
export class ChangePublisher {
  readonly #redis: Redis;
  #gathered = new Map<string, Gathered>();
  #named = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(redis: Redis, changes: DomainEvents) {
    this.#redis = redis;
    changes.on('runsCreated', (runs) => this.#gather('runs', runs));
    changes.on('runsStarted', (runs) => this.#gather('runs', runs));
    changes.on('runsReleased', (runs) => this.#gather('runs', runs));
    changes.on('jobsChanged', (jobs) => this.#gather('jobs', jobs));
  }

  /** Publishes what has been gathered so far. */
  close(): void {
    clearTimeout(this.#timer);
    this.#publish();
  }

  #gather(kind: keyof Gathered, changed: ChangedJob[]): void {
    this.#named += changed.length;
    if (this.#named <= MOST)
      for (const { ownerId, _id } of changed) this.#of(ownerId)[kind].add(_id.toHexString());
    if (this.#named > 0) this.#timer ??= setTimeout(() => this.#publish(), GATHER_MS);
  }

  #of(ownerId: Id): Gathered {
    const owner = ownerId.toHexString();
    const known = this.#gathered.get(owner);
    if (known) return known;
    const gathered = { jobs: new Set<string>(), runs: new Set<string>() };
    this.#gathered.set(owner, gathered);
    return gathered;
  }

  #publish(): void {
    const told: Hint = this.#named > MOST ? null : Object.fromEntries([...this.#gathered].map(listed));
    const isNothing = this.#named === 0;
    this.#gathered = new Map();
    this.#named = 0;
    this.#timer = undefined;
    if (isNothing || this.#redis.status !== 'ready') return;
    this.#redis.publish(HINT_CHANNEL, JSON.stringify(told)).catch(() => {}); // the connection reports it
  }
}

const listed = ([owner, { jobs, runs }]: [string, Gathered]): [string, z.infer<typeof ownHint>] => [
  owner,
  { jobs: [...jobs], runs: [...runs] },
];
