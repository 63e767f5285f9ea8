import { LOST_PROCESS_DAYS } from '@punctual/contracts/api/limits';
import type { ProcessState } from '@punctual/contracts/api/overview-contract';
import { DAY_MS } from '@punctual/contracts/time';
import mongoose from 'mongoose';
import type { Id, OutageDocument, ProcessDocument, WatchDocument } from './documents.ts';
import type { Models } from './models.ts';
import { upserting } from './yielding.ts';

/** The time between two heartbeats of a process. */
export const BEAT_MS = 5_000;
/** A process without a heartbeat for this long does not count as alive. */
export const SILENT_AFTER_MS = 15_000;
const FORGOTTEN_AFTER_MS = LOST_PROCESS_DAYS * DAY_MS;
/** A pause of the watching of this length is an outage that "why?" can name. */
const OUTAGE_MS = 10_000;
const WATCH = 'watch';

/** A recorded time in which no watcher looked, or, `isOfQueue`, in which there was no queue. */
export interface Outage extends Pick<OutageDocument, 'from' | 'to'> {
  isOfQueue?: true;
}

const KNOWN = 200;

/** Judges a process by its last heartbeat: silent after two that did not come, lost after four. */
export function stateOf(beatAt: Date, now: Date): ProcessState {
  const beats = (now.getTime() - beatAt.getTime()) / BEAT_MS;
  return beats > 4 ? 'lost' : beats > 2 ? 'silent' : 'alive';
}

/** Stores the processes that there are, and the times in which no watcher looked. */
export class ProcessStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Records a heartbeat of a process, and what it works on. */
  async beat(process: Omit<ProcessDocument, 'expiresAt'>): Promise<void> {
    const { _id, ...facts } = process;
    const expiresAt = new Date(facts.beatAt.getTime() + FORGOTTEN_AFTER_MS);
    await this.#models.processes.updateOne({ _id }, { $set: { ...facts, expiresAt } }, { upsert: true });
  }

  /** Removes a process that ends. */
  async leave(id: string): Promise<void> {
    await this.#models.processes.deleteOne({ _id: id });
  }

  /** Finds the processes with a role that are alive, in the same order for all who ask. */
  async alive(role: string, now: Date): Promise<ProcessDocument[]> {
    const since = new Date(now.getTime() - SILENT_AFTER_MS);
    return this.#models.processes
      .find({ roles: role, beatAt: mongoose.trusted({ $gte: since }) })
      .sort({ _id: 1 })
      .lean<ProcessDocument[]>();
  }

  /** Finds the processes with the latest heartbeats, those that fell silent among them. */
  async known(): Promise<ProcessDocument[]> {
    return this.#models.processes.find().sort({ beatAt: -1 }).limit(KNOWN).lean<ProcessDocument[]>();
  }

  /** Records that a watcher has looked at the due jobs; a long time since the last look is kept as an outage. */
  async watched(now: Date): Promise<void> {
    const before = await upserting(() =>
      this.#models.watches
        .findOneAndUpdate({ _id: WATCH }, { $max: { at: now } }, { upsert: true, returnDocument: 'before' })
        .lean<{ at: Date }>(),
    );
    if (!before || now.getTime() - before.at.getTime() < OUTAGE_MS) return;
    const outage = { from: before.at, to: now };
    await upserting(() =>
      this.#models.outages.updateOne({ from: outage.from }, { $setOnInsert: outage }, { upsert: true }),
    );
  }

  /** Lists the outages that ended after an instant; one that is going on ends `now`. */
  async outagesSince(at: Date, now: Date): Promise<Outage[]> {
    const [past, ongoing] = await Promise.all([
      this.#models.outages.find({ to: mongoose.trusted({ $gte: at }) }).lean<OutageDocument[]>(),
      this.#ongoing(now),
    ]);
    return ongoing ? [...past, ongoing] : past;
  }

  /** Finds the outage in which an instant lies, if any; one that is going on ends `now`. */
  async outageAt(at: Date, now: Date): Promise<Outage | null> {
    const past = await this.#models.outages
      .findOne({ from: mongoose.trusted({ $lte: at }), to: mongoose.trusted({ $gte: at }) })
      .lean<OutageDocument>();
    if (past) return past;
    const ongoing = await this.#ongoing(now);
    return ongoing && ongoing.from <= at && at <= now ? ongoing : null;
  }

  /** Records a time in which this process had no queue; a short one is none that "why?" would name. */
  async queueWasAway(from: Date, to: Date): Promise<void> {
    if (to.getTime() - from.getTime() < OUTAGE_MS) return;
    await upserting(() =>
      this.#models.queueOutages.updateOne({ from }, { $setOnInsert: { from, to } }, { upsert: true }),
    );
  }

  /** Finds the recorded time without a queue in which an instant lies, if any. */
  async queueOutageAt(at: Date): Promise<Outage | null> {
    const found = await this.#models.queueOutages
      .findOne({ from: mongoose.trusted({ $lte: at }), to: mongoose.trusted({ $gte: at }) })
      .lean<OutageDocument>();
    return found && { from: found.from, to: found.to, isOfQueue: true };
  }

  /** Records that schedules of these owners wait to be computed, since when, and that they do at `at`. */
  async postponed(waiting: { owner: Id; since: Date }[], at: Date): Promise<void> {
    if (waiting.length === 0) return;
    await this.#models.watches.bulkWrite(
      waiting.map(({ owner, since }) => ({
        updateOne: {
          filter: { _id: owner.toHexString() },
          update: { $set: { at, since } },
          upsert: true,
        },
      })),
    );
  }

  /** Finds since when schedules of an owner wait to be computed; null if no watcher says so now. */
  async postponedSince(owner: Id, now: Date): Promise<Date | null> {
    const found = await this.#models.watches.findOne({ _id: owner.toHexString() }).lean<WatchDocument>();
    return found?.since && now.getTime() - found.at.getTime() < SILENT_AFTER_MS ? found.since : null;
  }

  async #ongoing(now: Date): Promise<Outage | null> {
    const last = await this.#models.watches.findOne({ _id: WATCH }).lean<{ at: Date }>();
    return last && now.getTime() - last.at.getTime() >= OUTAGE_MS ? { from: last.at, to: now } : null;
  }
}
