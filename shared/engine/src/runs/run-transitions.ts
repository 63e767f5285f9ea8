import { randomUUID } from 'node:crypto';
import { RUN_CHANGES, type RunChangeName, type RunReason } from '@punctual/contracts/runs/run-status';
import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { Attempt, Id, RunDocument } from '../database/documents.ts';
import { isDatabaseAway } from '../database/driver-errors.ts';
import { literal, lookupById, perDocumentUpdate, plusOne, when } from '../database/update-expressions.ts';
import type { DomainEvents } from '../events/domain-events.ts';

type Filter = mongo.Filter<RunDocument>;

/** A run that may be started, and when it was put into the queue. */
export interface Startable {
  id: Id;
  queuedAt: Date | null;
}

/** What is known of a run that is held: whether its holder is asked to end it. */
export type LeaseStatus = Pick<RunDocument, '_id' | 'cancelRequested'>;

export interface StartedBy {
  /** The process, by a name that no other start of it had. */
  owner: string;
  /** This batch of starts: what carries it afterwards was taken by it. */
  token: string;
  leaseUntil: Date;
  /** Nothing else runs in the process meanwhile: a crash is this run's doing. */
  alone?: boolean;
}

/** What shall become of a run that is held: `run` is the document as its holder or the sweep read it. */
export interface RunTransition {
  run: RunDocument;
  change: Exclude<RunChangeName, 'start'>;
  at: Date;
  attempt: Attempt | null;
  reason?: RunReason;
  blockedBy?: Id | null;
  /** For what goes back to PENDING: when it may be tried next, and when the sweep may send it (then, too). */
  nextAttemptAt?: Date;
  dispatchAfter?: Date;
  /** The worker was lost: nobody who held the run before may write to it from here on. */
  crashed?: boolean;
  /** What its job does is gone for good: the job is to be disabled. */
  disableJob?: boolean;
  /** The attempt does not count. */
  uncounted?: boolean;
}

const ATTEMPTS_KEPT = 20;
const FINISH_TRIES = 2;
/** Only the new attempt is sent: twenty of each of a batch would be more than one update may hold. */
const WITH_NEW_ATTEMPT = when({ $eq: ['$row.attempt', null] }, '$attempts', {
  $slice: [{ $concatArrays: ['$attempts', ['$row.attempt']] }, -ATTEMPTS_KEPT],
});

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
   * Takes those of the runs that are PENDING and due; beside others none that has brought a worker down.
   * Answers the ones that are ours now; of the others
   * somebody else was first, or they are not to be run any more.
   */
  async start(startables: Startable[], by: StartedBy, now: Date): Promise<RunDocument[]> {
    const ids = startables.map(({ id }) => id);
    const { from, to } = RUN_CHANGES.start;
    // An entry from before a crash does not know of it: the record does.
    const fit = by.alone ? {} : { crashCount: 0 };
    const guard: Filter = { _id: { $in: ids }, status: from, nextAttemptAt: { $lte: now }, ...fit };
    const change = {
      status: to,
      owner: literal(by.owner),
      startToken: literal(by.token),
      leaseUntil: by.leaseUntil,
      fence: plusOne('fence'),
      attempt: plusOne('attempt'),
      attemptStartedAt: now,
      alone: by.alone ?? false,
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
    await this.#apply(guard, [{ $set: change }]);
    const started = await this.#runs.find({ _id: { $in: ids }, startToken: by.token, status: to }).toArray();
    this.#changes.emit('runsStarted', started, startables.length - started.length);
    return started;
  }

  /**
   * Ends what is held, or gives it back, each run by its own change. Answers the runs as they are now,
   * for those where it was still ours to say; a later fence, or another status, means that it was not, and so
   * does an effect that has begun, where the change says that nothing was done: the end of the lease decides then.
   */
  async finish(endings: RunTransition[], tries = FINISH_TRIES): Promise<RunDocument[]> {
    if (endings.length === 0) return [];
    const ids = endings.map(({ run }) => run._id);
    const rows = endings.map((ending) => ({ fields: this.#fields(ending), attempt: ending.attempt }));
    const stages = [
      { $replaceWith: { $mergeObjects: ['$$ROOT', '$row.fields', { row: '$row' }] } },
      { $set: { attempts: WITH_NEW_ATTEMPT } },
    ];
    const matched = await this.#apply(guardOf(endings), perDocumentUpdate(ids, rows, ...stages));
    const results = endings.map(({ run, attempt }, i) => ({
      ...run,
      ...rows[i]?.fields,
      attempts: attempt ? [...run.attempts, attempt].slice(-ATTEMPTS_KEPT) : run.attempts,
    }));
    if (matched === endings.length) return this.#said(results);
    const now = await this.#readBack(ids);
    const written = results.filter((meant) => isSame(now.get(meant._id.toHexString()), meant));
    // Held as before: nobody was first, the write did not arrive.
    const lost = endings.filter(({ run, change }) => isHeldIn(now.get(run._id.toHexString()), run, change));
    if (lost.length > 0 && tries === 0) throw new Error('The database does not take the ends of runs.');
    return [...this.#said(written), ...(await this.finish(lost, tries - 1))];
  }

  #said(runs: RunDocument[]): RunDocument[] {
    this.#changes.emit('runsReleased', runs);
    return runs;
  }

  /**
   * Of these runs, which wait for another attempt, ends those whose end was asked for while the one before
   * went on: nobody waits for the next to be told.
   */
  async cancelAsked(waiting: RunDocument[], at: Date): Promise<RunDocument[]> {
    if (waiting.length === 0) return [];
    const which: Filter = { _id: { $in: waiting.map(({ _id }) => _id) }, cancelRequested: { $ne: null } };
    const asked = await this.#runs.find({ ...which, status: 'PENDING' }).toArray();
    return this.finish(
      asked.map((run) => ({
        run,
        change: 'cancel',
        reason: run.cancelRequested ?? 'BY_USER',
        at,
        attempt: null,
      })),
    );
  }

  /**
   * Says that the effect of a run is about to begin; false if it is no longer ours. For jobs that are
   * delivered at most once: after this an unclear end is not tried again.
   */
  async beginEffect(run: RunDocument, at: Date): Promise<boolean> {
    const held: Filter = { _id: run._id, status: 'RUNNING', fence: run.fence };
    await this.#apply(held, { $set: { effectAt: at } });
    return (await this.#runs.countDocuments({ ...held, effectAt: at }, { limit: 1 })) === 1;
  }

  /** Holds on to runs: those still held by `owner`, with what their jobs' owners ask of them. */
  async heartbeat(owner: string, ids: Id[], leaseUntil: Date): Promise<LeaseStatus[]> {
    const mine: Filter = { _id: { $in: ids }, status: 'RUNNING', owner };
    await this.#apply(mine, { $set: { leaseUntil } });
    return this.#runs.find<LeaseStatus>(mine, { projection: { cancelRequested: 1 } }).toArray();
  }

  #fields(ending: RunTransition): Partial<RunDocument> {
    const { run, at } = ending;
    const { from, to } = RUN_CHANGES[ending.change];
    // Taken, and given back before anything was done: it has not been started.
    const untouched = ending.uncounted && run.attempts.length === 0;
    const common: Partial<RunDocument> = {
      status: to,
      reason: ending.reason ?? null,
      blockedBy: ending.blockedBy ?? null,
      attempt: ending.uncounted ? Math.max(0, run.attempt - 1) : run.attempt,
      fence: ending.crashed ? run.fence + 1 : run.fence,
      crashCount: ending.crashed ? run.crashCount + 1 : run.crashCount,
      aloneCrashes: ending.crashed && run.alone ? run.aloneCrashes + 1 : run.aloneCrashes,
      leaseUntil: null,
      // Nobody holds what waits: of several who end it in one millisecond this tells whose write it was.
      startToken: from === 'PENDING' ? randomUUID() : run.startToken,
      startedAt: untouched ? null : run.startedAt,
      lateness: untouched ? null : run.lateness,
    };
    if (to === 'PENDING') return { ...common, ...waiting(ending) };
    return { ...common, finishedAt: at, dispatchAfter: null, expiresAt: this.#expiry(at) };
  }

  #expiry(at: Date): Date {
    return new Date(at.getTime() + this.#retentionMs);
  }

  /** A connection may break after a write was applied: what the answer cannot tell, reading back does. */
  async #apply(guard: Filter, update: mongo.UpdateFilter<RunDocument> | mongo.Document[]): Promise<number> {
    try {
      const { matchedCount } = await this.#runs.updateMany(guard, update);
      return matchedCount;
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      return 0;
    }
  }

  /** The runs as they are, by their ids in hexadecimal: what tells whose write they carry. */
  async #readBack(ids: Id[]): Promise<Map<string, RunDocument>> {
    const now = await this.#runs.find({ _id: { $in: ids } }).toArray();
    return new Map(now.map((run) => [run._id.toHexString(), run]));
  }
}

/** Finds the runs that are as the table of changes wants them, each for its own change, under the fence that was read. */
function guardOf(endings: RunTransition[]): Filter {
  const ids = endings.map(({ run }) => run._id);
  const held = endings.map(({ run, change }) => [RUN_CHANGES[change].from, run.fence]);
  const afterEffect = endings.filter(({ change }) => RUN_CHANGES[change].effect === 'any');
  return {
    _id: { $in: ids },
    $expr: { $eq: [['$status', '$fence'], lookupById(ids, held)] },
    $or: [{ effectAt: null }, { _id: { $in: afterEffect.map(({ run }) => run._id) } }],
  };
}

/** Applies the same guard to a run that was read back. One whose effect has begun is refused for good, and not lost. */
function isHeldIn(is: RunDocument | undefined, held: RunDocument, change: RunTransition['change']): boolean {
  const { from, effect } = RUN_CHANGES[change];
  return is?.status === from && is.fence === held.fence && (effect === 'any' || !is.effectAt);
}

function waiting({
  at,
  nextAttemptAt = at,
  dispatchAfter = nextAttemptAt,
}: RunTransition): Partial<RunDocument> {
  return { nextAttemptAt, dispatchAfter, dispatches: 0, owner: null, effectAt: null };
}

const isSame = (is: RunDocument | undefined, meant: RunDocument): boolean =>
  is?.status === meant.status &&
  is.fence === meant.fence &&
  is.startToken === meant.startToken &&
  is.attempts.length === meant.attempts.length &&
  is.finishedAt?.getTime() === meant.finishedAt?.getTime();
