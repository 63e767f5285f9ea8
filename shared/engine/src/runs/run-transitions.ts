import { RUN_CHANGES } from '@punctual/contracts/runs/run-status';
import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { Id, RunDocument } from '../database/documents.ts';
import { isDatabaseAway } from '../database/driver-errors.ts';
import { literal, lookupById, plusOne } from '../database/update-expressions.ts';
import type { DomainEvents } from '../events/domain-events.ts';
import { ATTEMPTS_KEPT, planWrites } from './finish-writes.ts';
import { computeFields, isHeld, type RunTransition } from './run-transition.ts';
import { SUSPECT_CRASHES } from './suspects.ts';

type Filter = mongo.Filter<RunDocument>;

/** A run that may be started, and when it was put into the queue. */
export interface Startable {
  id: Id;
  queuedAt: Date | null;
}

/** The answer to a heartbeat: a run that is still held, until when, and whether its holder is asked to end it. */
export type LeaseStatus = Pick<RunDocument, '_id' | 'cancelRequested' | 'leaseUntil'>;

export interface StartedBy {
  /** The name of the process, which no other start of it had. */
  owner: string;
  /** The token of this batch of starts: runs that carry it afterwards were taken by it. */
  token: string;
  leaseUntil: Date;
  /** They run in a process of their own, where also suspects may. */
  inQuarantine?: boolean;
}

const FINISH_TRIES = 2;

/** The ends of runs did not arrive, and what was read back shows the runs as they were: the write may be tried again. */
export class EndsNotTaken extends Error {
  constructor() {
    super('The database does not take the ends of runs.');
  }
}

/** The one place where the status of a run changes. Each change is a guarded update of a whole batch. */
export class RunTransitions {
  readonly #runs: mongo.Collection<RunDocument>;
  readonly #changes: DomainEvents;
  readonly #retentionMs: number;

  constructor(collections: Collections, retentionMs: number) {
    this.#runs = collections.runs;
    this.#changes = collections.changes;
    this.#retentionMs = retentionMs;
  }

  /**
   * Takes those of the runs that are PENDING and due; suspects only in quarantine. Returns the ones that are ours now;
   * for the others another process was first, or they are not to be run any more.
   */
  async start(startables: Startable[], by: StartedBy, now: Date): Promise<RunDocument[]> {
    const ids = startables.map(({ id }) => id);
    const { from, to } = RUN_CHANGES.start;
    // An entry of the queue may be older than a crash: the record knows of it.
    const fit = by.inQuarantine ? {} : { crashCount: { $lt: SUSPECT_CRASHES } };
    const guard: Filter = { _id: { $in: ids }, status: from, nextAttemptAt: { $lte: now }, ...fit };
    const change = {
      status: to,
      owner: literal(by.owner),
      startToken: literal(by.token),
      leaseUntil: by.leaseUntil,
      fence: plusOne('fence'),
      attempt: plusOne('attempt'),
      attemptStartedAt: now,
      alone: false,
      effectAt: null,
      queuedAt: {
        $ifNull: [
          '$queuedAt',
          lookupById(
            ids,
            startables.map(({ queuedAt }) => queuedAt),
          ),
        ],
      },
      startedAt: { $ifNull: ['$startedAt', now] },
      lateness: { $ifNull: ['$lateness', { $max: [0, { $subtract: [now, '$dueAt'] }] }] },
    };
    const taken = ids.length === 1 ? await this.#applyToOne(guard, [{ $set: change }]) : null;
    if (!taken) await this.#apply(guard, [{ $set: change }]);
    const mine: Filter = { _id: { $in: ids }, startToken: by.token, status: to };
    const started = taken ?? (await this.#runs.find(mine).toArray());
    this.#changes.emit('runsStarted', started, startables.length - started.length);
    return started;
  }

  /**
   * Ends runs that are held, or gives them back, each by its own change; returns those that are ours to change, as
   * they are now. Not ours any more is one with a later fence or another status. One whose effect has begun is left
   * as it is by a change that says nothing was done: at the end of its lease the recovery decides.
   */
  async finish(transitions: RunTransition[], tries = FINISH_TRIES): Promise<RunDocument[]> {
    if (transitions.length === 0) return [];
    const endings = transitions.map((transition) => {
      return { transition, fields: computeFields(transition, this.#retentionMs) };
    });
    const writes = planWrites(endings).map(({ filter, update }) => this.#apply(filter, update));
    const matched = (await Promise.all(writes)).reduce((sum, count) => sum + count, 0);
    const results = endings.map(({ transition: { run, attempt }, fields }) => ({
      ...run,
      ...fields,
      attempts: attempt ? [...run.attempts, attempt].slice(-ATTEMPTS_KEPT) : run.attempts,
    }));
    if (matched === transitions.length) return this.#announce(results);
    const now = await this.#readBack(transitions.map(({ run }) => run._id));
    const written = results.filter((meant) => isSame(now.get(meant._id.toHexString()), meant));
    // Held as before: the write did not arrive.
    const lost = transitions.filter((transition) =>
      isHeld(now.get(transition.run._id.toHexString()), transition),
    );
    if (lost.length > 0 && tries === 0) throw new EndsNotTaken();
    return [...this.#announce(written), ...(await this.finish(lost, tries - 1))];
  }

  #announce(runs: RunDocument[]): RunDocument[] {
    this.#changes.emit('runsReleased', runs);
    return runs;
  }

  /**
   * Ends those of these runs, which wait for another attempt, whose end was requested during the attempt before: no
   * worker would see the request until the next.
   */
  async cancelRequested(waiting: RunDocument[], at: Date): Promise<RunDocument[]> {
    if (waiting.length === 0) return [];
    const which: Filter = { _id: { $in: waiting.map(({ _id }) => _id) }, cancelRequested: { $ne: null } };
    const requested = await this.#runs.find({ ...which, status: 'PENDING' }).toArray();
    const cancel = (run: RunDocument): RunTransition => {
      return { run, change: 'cancel', reason: run.cancelRequested ?? 'BY_USER', at, attempt: null };
    };
    return this.finish(requested.map(cancel));
  }

  /**
   * Records that the effect of a run is about to begin; false if the run is no longer ours. For jobs that are
   * delivered at most once: after this an unclear end is not tried again.
   */
  async beginEffect(run: RunDocument, at: Date): Promise<boolean> {
    const held: Filter = { _id: run._id, status: 'RUNNING', fence: run.fence };
    await this.#apply(held, { $set: { effectAt: at } });
    return (await this.#runs.countDocuments({ ...held, effectAt: at }, { limit: 1 })) === 1;
  }

  /**
   * Renews the leases of runs; returns those still held by `owner`, with the requests to end them. One whose
   * `leaseUntil` is another than asked for was not renewed: the write did not arrive.
   */
  async heartbeat(owner: string, ids: Id[], leaseUntil: Date): Promise<LeaseStatus[]> {
    const mine: Filter = { _id: { $in: ids }, status: 'RUNNING', owner };
    await this.#apply(mine, { $set: { leaseUntil } });
    return this.#runs
      .find<LeaseStatus>(mine, { projection: { cancelRequested: 1, leaseUntil: 1 } })
      .toArray();
  }

  /** Returns 0 when the connection breaks: the write may have been applied, and reading back shows it. */
  async #apply(guard: Filter, update: mongo.UpdateFilter<RunDocument> | mongo.Document[]): Promise<number> {
    try {
      const { matchedCount } = await this.#runs.updateMany(guard, update);
      return matchedCount;
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      return 0;
    }
  }

  /**
   * Applies an update to one run and returns it as it is then, in one command: none when the guard did not hold. Null when
   * the connection breaks.
   */
  async #applyToOne(guard: Filter, update: mongo.Document[]): Promise<RunDocument[] | null> {
    try {
      const run = await this.#runs.findOneAndUpdate(guard, update, { returnDocument: 'after' });
      return run ? [run] : [];
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      return null;
    }
  }

  /** Reads runs as they are now, by their ids in hexadecimal: their tokens show whose write they carry. */
  async #readBack(ids: Id[]): Promise<Map<string, RunDocument>> {
    const now = await this.#runs.find({ _id: { $in: ids } }).toArray();
    return new Map(now.map((run) => [run._id.toHexString(), run]));
  }
}

const isSame = (is: RunDocument | undefined, meant: RunDocument): boolean =>
  is?.status === meant.status &&
  is.fence === meant.fence &&
  is.startToken === meant.startToken &&
  is.attempts.length === meant.attempts.length &&
  is.finishedAt?.getTime() === meant.finishedAt?.getTime();
