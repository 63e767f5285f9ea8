import { TERMINAL_STATUSES } from '@punctual/contracts/runs/run-status';
import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { Id, RunDocument } from '../database/documents.ts';
import { ANY_DATE, literal, lookupById, plusOne } from '../database/update-expressions.ts';
import { setFields } from '../jobs/job-state.ts';

/** A run in the queue that no worker started is sent again after this long (ms), then twice as long, and so on. */
const REDISPATCH_MS = 30_000;
const REDISPATCH_MOST_MS = 300_000;
const DOUBLINGS = 4;
/** The turns of owners are found among this many times the runs that fit. */
const HEAD = 4;

type Filter = mongo.Filter<RunDocument>;
type Owned = Pick<RunDocument, '_id' | 'ownerId'>;
const OWNED = { ownerId: 1 } as const;

/** Finds runs that something lost, and marks them; their statuses change elsewhere. */
export class RunRecovery {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  /**
   * Finds runs that wait although they may be dispatched: lost by the queue, or a retry that is due. Oldest first;
   * when there are more than fit, every owner gets a share, so that one user's thousands hold up no other.
   */
  async dispatchable(now: Date, limit: number): Promise<RunDocument[]> {
    const due = { status: 'PENDING' as const, dispatchAfter: { $lte: now } };
    const oldest = await this.#oldest(due, limit).toArray();
    if (oldest.length < limit) return oldest;
    const turns = inTurns(await this.#shares(due, limit), limit);
    const runs = await this.#collections.runs.find({ ...due, _id: { $in: turns } }).toArray();
    const byId = new Map(runs.map((run) => [run._id.toHexString(), run]));
    return turns.flatMap((id) => byId.get(id.toHexString()) ?? []);
  }

  /** Finds waiting runs owner by owner: among the oldest, and by a search for owners that are not there. */
  async #shares(due: Filter, limit: number): Promise<Id[][]> {
    const shares = byOwner(
      await this.#oldest(due, HEAD * limit)
        .project<Owned>(OWNED)
        .toArray(),
    );
    const head = [...shares.values()];
    if (head.flat().length < HEAD * limit) return head;
    const owners = await this.#collections.runs.distinct('ownerId', due);
    const behind = owners.filter((owner) => !shares.has(owner.toHexString())).slice(0, limit);
    const share = Math.ceil(limit / owners.length);
    const theirs = behind.map((ownerId) =>
      this.#oldest({ ...due, ownerId }, share)
        .project<Owned>(OWNED)
        .toArray(),
    );
    return [...head, ...(await Promise.all(theirs)).map((runs) => runs.map(({ _id }) => _id))];
  }

  #oldest(which: Filter, limit: number) {
    return this.#collections.runs.find(which).sort({ dispatchAfter: 1 }).limit(limit);
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
   * @param hadTurn they could have been dispatched and there was no room: a run that is late for that is not missed
   */
  async handOver(runs: RunDocument[], hadTurn = false): Promise<void> {
    if (runs.length === 0) return;
    const mine = { _id: { $in: runs.map(({ _id }) => _id) }, status: 'PENDING' as const };
    const turn = hadTurn ? { dispatches: plusOne('dispatches') } : {};
    await this.#collections.runs.updateMany(mine, [{ $set: { dispatchAfter: '$nextAttemptAt', ...turn } }]);
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

  /**
   * Counts the runs of jobs whose counts cannot be trusted since a fault. A job with a run that has ended and
   * is not summarized yet is left for the next time: it may have been added already, or not.
   * Returns how many jobs are behind.
   */
  async recount(limit: number): Promise<number> {
    const { jobs, runs } = this.#collections;
    const behind = await jobs
      .find({ countsDirty: true }, { projection: { ownerId: 1, stateVersion: 1 } })
      .limit(limit)
      .toArray();
    if (behind.length === 0) return 0;
    const ids = behind.map(({ _id }) => _id);
    const rows = await runs
      .aggregate<CountRow>([
        { $match: { jobId: { $in: ids }, status: { $in: TERMINAL_STATUSES } } },
        { $group: { _id: { job: '$jobId', status: '$status', settled: '$settled' }, n: { $sum: 1 } } },
      ])
      .toArray();
    const unsummarized = rows.filter(({ _id }) => !_id.settled).map(({ _id }) => _id.job);
    const versions = behind.map(({ stateVersion }) => stateVersion);
    const unchanged = { $expr: { $eq: ['$stateVersion', lookupById(ids, versions)] } };
    const counts = lookupById(
      ids,
      ids.map((id) => countsOf(id, rows)),
    );
    await jobs.updateMany(
      { _id: { $in: ids, $nin: unsummarized }, ...unchanged },
      setFields({ counts, countsDirty: literal(false) }),
    );
    this.#collections.changes.emit('jobsChanged', behind);
    return behind.length;
  }
}

function byOwner(runs: Owned[]): Map<string, Id[]> {
  const shares = new Map<string, Id[]>();
  for (const { _id, ownerId } of runs) {
    const owner = ownerId.toHexString();
    const share = shares.get(owner);
    if (share) share.push(_id);
    else shares.set(owner, [_id]);
  }
  return shares;
}

/** Takes the first of each list, then the second of each, and so on, up to the limit. */
function inTurns<T>(lists: T[][], limit: number): T[] {
  const taken: T[] = [];
  for (let turn = 0; taken.length < limit; turn += 1) {
    const round = lists.flatMap((list) => list.slice(turn, turn + 1));
    if (round.length === 0) break;
    taken.push(...round);
  }
  return taken.slice(0, limit);
}

interface CountRow {
  _id: { job: Id; status: string; settled: boolean };
  n: number;
}

function countsOf(jobId: Id, rows: CountRow[]) {
  const own = rows.filter(({ _id }) => _id.job.equals(jobId));
  const having = (status: string) => own.find(({ _id }) => _id.status === status)?.n ?? 0;
  return {
    total: own.reduce((sum, { n }) => sum + n, 0),
    completed: having('COMPLETED'),
    failed: having('FAILED'),
    skipped: having('SKIPPED'),
    canceled: having('CANCELED'),
  };
}
