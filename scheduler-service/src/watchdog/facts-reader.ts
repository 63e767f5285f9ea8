import type { Id, ProcessDocument } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import { SILENT_AFTER_MS } from '@punctual/engine/database/process-store';
import { ANY_DATE } from '@punctual/engine/database/update-expressions';
import { SUSPECT_CRASHES } from '@punctual/engine/runs/suspects';
import { ALL_OWNERS } from '../http/scope.ts';
import { matchDue } from '../overview/overview-store.ts';
import { lastBeat, type Parts } from '../overview/parts.ts';
import { type Facts, LATE_MS, type Silence } from './findings.ts';

/** Waiting runs and owners that are looked at: beyond them something is very wrong in any case. */
const MOST = 10_000;
/** A question that takes longer says nothing about now. */
const LONGEST_MS = 4_000;

/** Reads what the watchdog goes by from the database itself: no word of a watcher is taken for it. */
export class FactsReader {
  readonly #models: Models;
  readonly #parts: Pick<Parts, 'look'>;
  readonly #ownClockOffMs: (now: Date) => number;

  /** @param ownClockOffMs the difference of this process's own clock from the time that it is given */
  constructor(models: Models, parts: Pick<Parts, 'look'>, ownClockOffMs: (now: Date) => number) {
    this.#models = models;
    this.#parts = parts;
    this.#ownClockOffMs = ownClockOffMs;
  }

  async read(now: Date): Promise<Facts> {
    const late = new Date(now.getTime() - LATE_MS);
    const [{ known, parts }, unnoticedSince, unstartedSince, leaseEndedAt] = await Promise.all([
      this.#parts.look(),
      this.#unnoticedSince(late, now),
      this.#unstartedSince(late),
      this.#leaseEndedAt(late),
    ]);
    const alive = known.filter(({ beatAt }) => now.getTime() - beatAt.getTime() < SILENT_AFTER_MS);
    const offs = alive.map(({ clockOffMs = 0 }) => Math.abs(clockOffMs));
    return {
      watch: silenceOf('watch', known, alive),
      work: silenceOf('work', known, alive),
      redisAwaySince: parts.redis.state === 'up' ? null : new Date(parts.redis.since ?? now),
      unnoticedSince,
      unstartedSince,
      leaseEndedAt,
      clockOffMs: Math.max(Math.abs(this.#ownClockOffMs(now)), ...offs),
    };
  }

  /** Leaves out owners whose schedules take long to compute, and are known to wait for their own turn. */
  async #unnoticedSince(late: Date, now: Date): Promise<Date | null> {
    const told = { since: ANY_DATE, at: { $gte: new Date(now.getTime() - SILENT_AFTER_MS) } };
    const postponed = await this.#models.watches.collection.find(told).limit(MOST).toArray();
    const { ObjectId } = this.#models.jobs.base.Types;
    const owners = postponed.map(({ _id }) => new ObjectId(String(_id)));
    const match = { ...matchDue(ALL_OWNERS, late), ownerId: { $nin: owners } };
    const options = { projection: { nextRunAt: 1 }, maxTimeMS: LONGEST_MS };
    const [oldest] = await this.#models.jobs.collection
      .find<{ nextRunAt: Date }>(match, options)
      .sort({ nextRunAt: 1 })
      .limit(1)
      .toArray();
    return oldest?.nextRunAt ?? null;
  }

  /** A run whose owner has another under way may wait for that, by the owner's own share of the places. */
  async #unstartedSince(late: Date): Promise<Date | null> {
    const waiting = {
      status: 'PENDING',
      dispatchAfter: ANY_DATE,
      crashCount: { $lt: SUSPECT_CRASHES },
      nextAttemptAt: { $lte: late },
    };
    const byOwner = await this.#models.runs.collection
      .aggregate<{ _id: Id; oldest: Date }>(
        [
          { $match: waiting },
          { $limit: MOST },
          { $group: { _id: '$ownerId', oldest: { $min: '$nextAttemptAt' } } },
        ],
        { maxTimeMS: LONGEST_MS },
      )
      .toArray();
    if (byOwner.length === 0) return null;
    const busy = await this.#busyOwners();
    const stuck = byOwner.filter(({ _id }) => !busy.has(_id.toHexString()));
    const oldest = stuck.map((one) => one.oldest).sort((a, b) => a.getTime() - b.getTime());
    return oldest[0] ?? null;
  }

  async #busyOwners(): Promise<Set<string>> {
    const rows = await this.#models.runs.collection
      .aggregate<{ _id: Id }>(
        [
          { $match: { status: 'RUNNING', leaseUntil: ANY_DATE } },
          { $limit: MOST },
          { $group: { _id: '$ownerId' } },
        ],
        { maxTimeMS: LONGEST_MS },
      )
      .toArray();
    return new Set(rows.map(({ _id }) => _id.toHexString()));
  }

  async #leaseEndedAt(late: Date): Promise<Date | null> {
    const [oldest] = await this.#models.runs.collection
      .find<{ leaseUntil: Date }>(
        { status: 'RUNNING', leaseUntil: { ...ANY_DATE, $lt: late } },
        { projection: { leaseUntil: 1 }, maxTimeMS: LONGEST_MS },
      )
      .sort({ leaseUntil: 1 })
      .limit(1)
      .toArray();
    return oldest?.leaseUntil ?? null;
  }
}

const silenceOf = (role: string, known: ProcessDocument[], alive: ProcessDocument[]): Silence => ({
  isMissing: !alive.some(({ roles }) => roles.includes(role)),
  lastBeatAt: lastBeat(known, role),
});
