import type { TaskType } from '@punctual/contracts/tasks/task';
import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { Id, RunDocument } from '../database/documents.ts';
import { ANY_DATE, plusOne } from '../database/update-expressions.ts';
import { takeInTurns } from '../platform/take-in-turns.ts';
import { SUSPECT_CRASHES } from './suspects.ts';
import { type Waiting, WaitingHeads } from './waiting-heads.ts';

/** A run in the queue that no worker started is sent again after this long (ms), then twice as long, and so on. */
const REDISPATCH_MS = 30_000;
const REDISPATCH_MOST_MS = 300_000;
const DOUBLINGS = 4;
/** The longest waiting run is looked for among this many. */
const LOOKED_THROUGH = 20_000;

/** Runs that are handed over at a time: a command over all of ten thousand would hold up everybody's. */
const HANDED_OVER = 250;

type Filter = mongo.Filter<RunDocument>;
/** The number of runs of a kind that an owner has under way. */
export interface Holder {
  ownerId: Id;
  type: TaskType;
  count: number;
}

export type Owned = Pick<RunDocument, '_id' | 'ownerId'>;
const OWNED = { ownerId: 1 } as const;
/** Suspects are few: their own index leaves the rest of what waits unread. Which one is best is not left to guesses. */
const SUSPECTS: Filter = { status: 'PENDING', crashCount: { $gte: SUSPECT_CRASHES } };
const SUSPECTS_INDEX = 'suspects';
const NOT_SUSPECT = { $lt: SUSPECT_CRASHES };

/** Finds runs that something lost, and marks them; their statuses change elsewhere. */
export class RunRecovery {
  readonly #collections: Collections;
  readonly #heads: WaitingHeads;

  constructor(collections: Collections) {
    this.#collections = collections;
    this.#heads = new WaitingHeads(collections);
  }

  /**
   * Finds runs that wait although they may be dispatched: lost by the queue, a retry that is due, or given back because
   * there was no place. In turns over owners and kinds, so that one user's thousands hold up no other; the oldest of
   * each come first.
   * @param fits asked of each in that order; it may count what it lets in
   * @param isQueued tells those whose entries may be in the queue still: they are left, unless several of a job wait,
   * which are lined up
   */
  async dispatchable(
    now: Date,
    limit: number,
    fits: (run: Waiting) => boolean = () => true,
    isQueued: (run: Waiting) => boolean = () => false,
  ): Promise<RunDocument[]> {
    const lost = leaveOut(await this.#heads.read(now, limit), isQueued);
    const turns = takeInTurns(lost, shareKey, limit, fits).map(({ _id }) => _id);
    if (turns.length === 0) return [];
    const runs = await this.#collections.runs
      .find({ _id: { $in: turns }, status: 'PENDING', dispatchAfter: { $lte: now }, crashCount: NOT_SUSPECT })
      .toArray();
    const byId = new Map(runs.map((run) => [run._id.toHexString(), run]));
    return turns.flatMap((id) => byId.get(id.toHexString()) ?? []);
  }

  /** Counts the runs of these kinds that these processes have under way in their places, by owner and kind. */
  async holders(processes: readonly string[], types: readonly TaskType[]): Promise<Holder[]> {
    const held: Filter = {
      status: 'RUNNING',
      owner: { $in: [...processes] },
      crashCount: NOT_SUSPECT,
      'snapshot.task.type': { $in: [...types] },
    };
    const group = { _id: { ownerId: '$ownerId', type: '$snapshot.task.type' }, count: { $sum: 1 } };
    const rows = await this.#collections.runs
      .aggregate<{ _id: Omit<Holder, 'count'>; count: number }>([{ $match: held }, { $group: group }])
      .toArray();
    return rows.map(({ _id, count }) => ({ ..._id, count }));
  }

  /**
   * Finds when the longest waiting run of each kind became due, among those next in turn.
   * @param deadlineMs the database gives up after this
   */
  async oldestDue(now: Date, deadlineMs: number): Promise<Map<TaskType, Date>> {
    const rows = await this.#collections.runs
      .aggregate<{ _id: TaskType; since: Date }>(
        [
          { $match: { status: 'PENDING', dispatchAfter: ANY_DATE, nextAttemptAt: { $lte: now } } },
          { $sort: { dispatchAfter: 1 } },
          { $limit: LOOKED_THROUGH },
          { $group: { _id: '$snapshot.task.type', since: { $min: '$nextAttemptAt' } } },
        ],
        { maxTimeMS: deadlineMs },
      )
      .toArray();
    return new Map(rows.map(({ _id, since }) => [_id, since]));
  }

  /** Finds suspects that may be taken into quarantine, oldest first, with their owners. */
  suspects(now: Date, limit: number): Promise<Owned[]> {
    return this.#collections.runs
      .find({ ...SUSPECTS, dispatchAfter: { $lte: now }, nextAttemptAt: { $lte: now } })
      .hint(SUSPECTS_INDEX)
      .sort({ dispatchAfter: 1 })
      .limit(limit)
      .project<Owned>(OWNED)
      .toArray();
  }

  /** Counts the suspects that wait, however long. */
  countSuspects(): Promise<number> {
    return this.#collections.runs.countDocuments(SUSPECTS, { hint: SUSPECTS_INDEX });
  }

  /** Marks runs as being dispatched, so that they are not sent again for a while. */
  async markDispatched(runs: RunDocument[], now: Date): Promise<void> {
    const doublings = { $min: ['$dispatches', DOUBLINGS] };
    const pause = { $min: [REDISPATCH_MOST_MS, { $multiply: [REDISPATCH_MS, { $pow: [2, doublings] }] }] };
    const change = { dispatchAfter: { $add: [now, pause] }, dispatches: plusOne('dispatches') };
    await this.#collections.runs.updateMany(this.#still(runs, { $lte: now }), [{ $set: change }]);
  }

  /** Takes the mark of a dispatch back, when the runs could not be put into the queue after all. */
  async unmarkDispatched(runs: RunDocument[], now: Date): Promise<void> {
    const dispatches = { $max: [0, { $subtract: ['$dispatches', 1] }] };
    const change = { dispatchAfter: '$nextAttemptAt', dispatches };
    await this.#collections.runs.updateMany(this.#still(runs, { $gt: now }), [{ $set: change }]);
  }

  /** Lets all waiting runs that are due be sent at once, because the queue has lost them. Returns how many. */
  async redispatchAll(now: Date): Promise<number> {
    const due = { status: 'PENDING', dispatchAfter: { $gt: now }, nextAttemptAt: { $lte: now } } as const;
    const { modifiedCount } = await this.#collections.runs.updateMany(due, { $set: { dispatchAfter: now } });
    return modifiedCount;
  }

  /**
   * Lets the recovery of any process send these as soon as they are due: this one will not.
   * @param hadTurn they could have been dispatched and there was no room or place: a run that is late for that is not
   * missed
   */
  async handOver(runs: Pick<RunDocument, '_id'>[], hadTurn = false): Promise<void> {
    // Waiting for a place makes no dispatch: the next one is no later for it.
    const turn = hadTurn ? { dispatches: { $max: [1, '$dispatches'] } } : {};
    for (let i = 0; i < runs.length; i += HANDED_OVER) {
      const ids = runs.slice(i, i + HANDED_OVER).map(({ _id }) => _id);
      const mine = { _id: { $in: ids }, status: 'PENDING' as const };
      await this.#collections.runs.updateMany(mine, [{ $set: { dispatchAfter: '$nextAttemptAt', ...turn } }]);
    }
  }

  #still(runs: RunDocument[], dispatchAfter: { $lte: Date } | { $gt: Date }): Filter {
    return { _id: { $in: runs.map(({ _id }) => _id) }, status: 'PENDING', dispatchAfter };
  }

  /** Finds runs whose worker has not renewed their lease until it ended. */
  expired(now: Date, limit: number): Promise<RunDocument[]> {
    return this.#collections.runs
      .find({ status: 'RUNNING', leaseUntil: { $lt: now } })
      .sort({ leaseUntil: 1 })
      .limit(limit)
      .toArray();
  }

  /** Finds runs that ended before this, and are not in the summary of their job yet. */
  unsummarized(before: Date, limit: number): Promise<RunDocument[]> {
    return this.#collections.runs
      .find({ settled: false, finishedAt: { ...ANY_DATE, $lt: before } })
      .sort({ finishedAt: 1 })
      .limit(limit)
      .toArray();
  }
}

/** Leaves out what is in the queue; of a job with several that wait none is left out. */
function leaveOut(heads: Waiting[], isQueued: (run: Waiting) => boolean): Waiting[] {
  const queued = heads.filter(isQueued);
  if (queued.length === 0) return heads;
  const perJob = new Map<string, number>();
  for (const { jobId } of heads) {
    const job = jobId.toHexString();
    perJob.set(job, (perJob.get(job) ?? 0) + 1);
  }
  const left = new Set(queued.filter(({ jobId }) => perJob.get(jobId.toHexString()) === 1));
  return heads.filter((run) => !left.has(run));
}

const shareKey = ({ ownerId, type }: Pick<Waiting, 'ownerId' | 'type'>): string =>
  `${ownerId.toHexString()} ${type}`;
