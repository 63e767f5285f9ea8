import { LOST_PROCESS_DAYS } from '@punctual/contracts/api/limits';
import type { ProcessState } from '@punctual/contracts/api/overview-contract';
import { DAY_MS } from '@punctual/contracts/time';
import mongoose from 'mongoose';
import type { OutageDocument, ProcessDocument } from './documents.ts';
import type { Models } from './models.ts';

/** A process says so often that it is there. */
export const BEAT_MS = 5_000;
/** A process that has not been heard of for so long does not count as there. */
export const SILENT_AFTER_MS = 15_000;
const FORGOTTEN_AFTER_MS = LOST_PROCESS_DAYS * DAY_MS;
/** Watching that paused for longer than this is an outage that "why?" can name. */
const OUTAGE_MS = 10_000;
const WATCH = 'watch';
const KNOWN = 200;

/** After two heartbeats that did not come it is silent, after four it is lost. */
export function stateOf(beatAt: Date, now: Date): ProcessState {
  const beats = (now.getTime() - beatAt.getTime()) / BEAT_MS;
  return beats > 4 ? 'lost' : beats > 2 ? 'silent' : 'alive';
}

/** Which processes there are, and when nobody watched. */
export class ProcessStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Says that a process is there, and what it does. */
  async beat(process: Omit<ProcessDocument, 'expiresAt'>): Promise<void> {
    const { _id, ...facts } = process;
    const expiresAt = new Date(facts.beatAt.getTime() + FORGOTTEN_AFTER_MS);
    await this.#models.processes.updateOne({ _id }, { $set: { ...facts, expiresAt } }, { upsert: true });
  }

  /** A process that ends says so. */
  async leave(id: string): Promise<void> {
    await this.#models.processes.deleteOne({ _id: id });
  }

  /** The processes with a role that are there now, in an order that all of them see alike. */
  async alive(role: string, now: Date): Promise<ProcessDocument[]> {
    const since = new Date(now.getTime() - SILENT_AFTER_MS);
    return this.#models.processes
      .find({ roles: role, beatAt: mongoose.trusted({ $gte: since }) })
      .sort({ _id: 1 })
      .lean<ProcessDocument[]>();
  }

  /** The processes that were heard of last, those that fell silent among them. */
  async known(): Promise<ProcessDocument[]> {
    return this.#models.processes.find().sort({ beatAt: -1 }).limit(KNOWN).lean<ProcessDocument[]>();
  }

  /** Says that somebody has looked at the due jobs; a long time since the last look is kept as an outage. */
  async watched(now: Date): Promise<void> {
    const before = await this.#models.watches
      .findOneAndUpdate({ _id: WATCH }, { $max: { at: now } }, { upsert: true, returnDocument: 'before' })
      .lean<{ at: Date }>();
    if (!before || now.getTime() - before.at.getTime() < OUTAGE_MS) return;
    const outage = { from: before.at, to: now };
    await this.#models.outages.updateOne({ from: outage.from }, { $setOnInsert: outage }, { upsert: true });
  }

  /** The outage in which an instant lies, if it lies in one; one that goes on still ends `now`. */
  async outageAt(at: Date, now: Date): Promise<Pick<OutageDocument, 'from' | 'to'> | null> {
    const past = await this.#models.outages
      .findOne({ from: mongoose.trusted({ $lte: at }), to: mongoose.trusted({ $gte: at }) })
      .lean<OutageDocument>();
    if (past) return past;
    const last = await this.#models.watches.findOne({ _id: WATCH }).lean<{ at: Date }>();
    const isDown = last && last.at <= at && now.getTime() - last.at.getTime() >= OUTAGE_MS;
    return isDown && at <= now ? { from: last.at, to: now } : null;
  }
}
