import { setTimeout as pause } from 'node:timers/promises';
import { LEASE_MS } from '../stack/processes.ts';
import type { Stack } from '../stack/stack.ts';
import type { FaultLog } from './fault-log.ts';
import { blackedOut, disturbed, flushed, killed, lost } from './faults.ts';
import type { Random } from './random.ts';
import type { Place, Site } from './site.ts';

const PLACE_FAULTS = { kill: 3, freeze: 2, roll: 2, cut: 2, refuse: 2, halfOpen: 2 } as const;
const REDIS_FAULTS = { flush: 3, lose: 1 } as const;
/** Between the beginnings of two faults; they may last longer than that, on different targets. */
const CALM_MS = [500, 5_000] as const;
const LONGEST_AWAY_MS = 4_000;
const LINK_FAULT_MS = [500, 9_000] as const;
/** No watcher for so long that what was due counts as missed; rarely, and only if there is time for it. */
const BLACKOUT_MS = [62_000, 75_000] as const;
const BLACKOUT_ONE_IN = 60;
const BEYOND_LEASE_MS = [LEASE_MS + 500, LEASE_MS + 4_000] as const;

interface Target {
  name: string;
  strike: () => Promise<void>;
}

type NonEmpty<T> = [T, ...T[]];

/** Strikes at random, for so long; each target by one fault at a time. What was broken is whole again at the end. */
export class Nemesis {
  readonly #stack: Stack;
  readonly #log: FaultLog;
  readonly #random: Random;
  readonly #targets: NonEmpty<Target>;
  readonly #watchers: readonly Place[];
  readonly #struck = new Map<string, Promise<void>>();
  #failed: unknown;

  constructor(stack: Stack, { schedulers, watchers }: Site, log: FaultLog, random: Random) {
    this.#stack = stack;
    this.#log = log;
    this.#random = random;
    this.#watchers = watchers;
    const places = [...schedulers, ...watchers].map((place) => ({
      name: place.name,
      strike: () => this.#strikePlace(place),
    }));
    this.#targets = [{ name: 'redis', strike: () => this.#strikeRedis() }, ...places];
  }

  async rage(until: number): Promise<void> {
    while (Date.now() < until && !this.#failed) {
      await pause(this.#random.between(...CALM_MS));
      if (this.#random.between(1, BLACKOUT_ONE_IN) === 1) await this.#blackout(until);
      const target = this.#random.pick(this.#targets);
      if (!this.#struck.has(target.name)) this.#struck.set(target.name, this.#strike(target));
    }
    await Promise.all(this.#struck.values());
    if (this.#failed) throw this.#failed;
  }

  async #blackout(until: number): Promise<void> {
    const ms = this.#random.between(...BLACKOUT_MS);
    if (Date.now() + 2 * ms > until) return;
    await Promise.all(this.#struck.values());
    await this.#log.during(`blackout watchers ${ms} ms`, () => blackedOut(this.#watchers, ms));
  }

  async #strike({ name, strike }: Target): Promise<void> {
    try {
      await strike();
    } catch (error) {
      // Told by rage(), which waits for other faults at this moment.
      this.#failed ??= error;
    } finally {
      this.#struck.delete(name);
    }
  }

  #strikePlace(place: Place): Promise<void> {
    const random = this.#random;
    const fault = random.weighted(PLACE_FAULTS);
    const log = (what: string, act: () => Promise<void>) => this.#log.during(what, act);
    if (fault === 'freeze') {
      const ms = random.between(...BEYOND_LEASE_MS);
      return log(`freeze ${place.name} ${ms} ms`, () => place.freeze(ms));
    }
    if (fault === 'roll') return log(`roll ${place.name}`, () => place.roll());
    if (fault === 'kill') {
      const ms = random.between(0, LONGEST_AWAY_MS);
      return log(`kill ${place.name} ${ms} ms`, () => killed(place, ms));
    }
    const to = random.pick<'mongo' | 'redis'>(['mongo', 'redis']);
    if (fault === 'cut') return log(`cut ${place.name} ${to}`, async () => place.links[to].cut());
    const ms = random.between(...LINK_FAULT_MS);
    return log(`${fault} ${place.name} ${to} ${ms} ms`, () => disturbed(place, to, fault, ms));
  }

  #strikeRedis(): Promise<void> {
    if (this.#random.weighted(REDIS_FAULTS) === 'flush')
      return this.#log.during('flush redis', () => flushed(this.#stack.redis.url));
    const ms = this.#random.between(0, LONGEST_AWAY_MS);
    return this.#log.during(`lose redis ${ms} ms`, () => lost(this.#stack, ms));
  }
}
