import { isTerminal, OPEN_STATUSES } from '@punctual/contracts/runs/run-status';
import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { Id, RunDocument } from '../database/documents.ts';
import { firstInLine } from '../jobs/next-active.ts';

/**
 * Handles runs that wait for another one of their job: queued ones (overlap `queueOne`), those caught up in order, and
 * those that waited together.
 */
export class QueuedRuns {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  /** Queues a run behind the active one of its job; false if another one is queued already. */
  async queue(run: RunDocument): Promise<boolean> {
    const free = { _id: run.jobId, queuedRunId: { $in: [null, run._id] } };
    const { matchedCount } = await this.#collections.jobs.updateOne(free, { $set: { queuedRunId: run._id } });
    return matchedCount === 1;
  }

  /**
   * Finds those of these runs that have to wait on for the one before them. What is caught up waits until that has
   * ended for good; what only waited together with it goes on also while it pauses for a retry.
   */
  async findEarly(runs: RunDocument[]): Promise<Set<RunDocument>> {
    return this.#find(
      runs,
      ({ trigger }, other) => trigger === 'catchup' || other.status === 'RUNNING' || other.attempt === 0,
    );
  }

  /**
   * Finds those of these runs that may not even ask for the lock of their job. Others that are early find it taken:
   * asking for it is what makes them the next.
   */
  async findOutOfOrder(runs: RunDocument[]): Promise<Set<RunDocument>> {
    return this.#find(
      runs,
      ({ trigger, snapshot }, other) =>
        trigger === 'catchup' ||
        other.attempt === 0 ||
        (other.status === 'RUNNING' && snapshot.overlap === 'allow'),
    );
  }

  /** Finds those of these runs that were due before the queued one of their job, or whose job has none. */
  async findOlder(runs: RunDocument[]): Promise<RunDocument[]> {
    if (runs.length === 0) return [];
    const jobs = { _id: { $in: runs.map(({ jobId }) => jobId) }, queuedRunId: { $ne: null } };
    const ids = await this.#collections.jobs.distinct('queuedRunId', jobs);
    const which = { _id: { $in: ids.filter((id) => id !== null) } };
    const queued = await this.#collections.runs
      .find<Queued>(which, { projection: { jobId: 1, dueAt: 1 } })
      .toArray();
    const dueAt = new Map(queued.map((run) => [run.jobId.toHexString(), run.dueAt]));
    return runs.filter((run) => run.dueAt < (dueAt.get(run.jobId.toHexString()) ?? Infinity));
  }

  /** Finds runs which come after one that is on record, has not ended, and holds them up. */
  async #find(
    runs: RunDocument[],
    holdsUp: (run: RunDocument, before: Before) => boolean,
  ): Promise<Set<RunDocument>> {
    const keys = runs.flatMap(({ after }) => (after ? [after] : []));
    if (keys.length === 0) return new Set();
    const open = { runKey: { $in: keys }, status: { $in: OPEN_STATUSES } };
    const before = await this.#collections.runs
      .find<Before>(open, { projection: { runKey: 1, status: 1, attempt: 1 } })
      .toArray();
    const byKey = new Map(before.map((run) => [run.runKey, run]));
    return new Set(
      runs.filter((run) => {
        const other = run.after ? byKey.get(run.after) : undefined;
        return !!other && holdsUp(run, other);
      }),
    );
  }

  /**
   * Releases the runs that waited for these, which have ended or were given back; returns them, to be sent now. A run
   * that was given back because it has to wait is not released by that, or it would never be at rest.
   */
  async release(ended: RunDocument[], now: Date): Promise<RunDocument[]> {
    const queued = await this.#firstInLineOf(ended.filter(({ snapshot }) => snapshot.overlap === 'queueOne'));
    const next = await this.#nextOf(ended.filter(isLinedUp));
    const ids = [...queued, ...(await this.#findIds(next))];
    if (ids.length === 0) return [];
    const which = { _id: { $in: ids }, status: 'PENDING' as const };
    await this.#collections.runs.updateMany(which, { $set: { dispatchAfter: now } });
    return this.#collections.runs.find(which).toArray();
  }

  /** Finds the ids of runs that one of these filters takes: one by one, because each has an index of its own. */
  async #findIds(which: mongo.Filter<RunDocument>[]): Promise<Id[]> {
    const found = await Promise.all(
      which.map((one) => this.#collections.runs.find(one, { projection: { _id: 1 } }).toArray()),
    );
    return found.flat().map(({ _id }) => _id);
  }

  /** Finds the first in line of jobs whose lock is free. It may have become free just while a run was given back. */
  async #firstInLineOf(ended: RunDocument[]): Promise<Id[]> {
    if (ended.length === 0) return [];
    const ids = ended.map(({ jobId }) => jobId);
    const someoneWaits = [{ queuedRunId: { $ne: null } }, { nextActive: { $ne: null } }];
    const free = { _id: { $in: ids }, active: null, $or: someoneWaits };
    const jobs = await this.#collections.jobs
      .find(free, { projection: { queuedRunId: 1, nextActive: 1 } })
      .toArray();
    return jobs.flatMap((job) => firstInLine(job) ?? []);
  }

  /** Filters runs that come after one that has ended or pauses, be it just while they were given back. */
  async #nextOf(linedUp: RunDocument[]): Promise<mongo.Filter<RunDocument>[]> {
    const keyOf = ({ runKey }: RunDocument) => runKey;
    const ended = linedUp.filter(({ status }) => isTerminal(status)).map(keyOf);
    const paused = linedUp.filter(({ status, attempt }) => status === 'PENDING' && attempt > 0).map(keyOf);
    const back = linedUp.filter(
      ({ status, after, attempts }) => status === 'PENDING' && after && attempts.length === 0,
    );
    const early = await this.findEarly(back);
    const free = back.flatMap((run) => (run.after && !early.has(run) ? [run._id] : []));
    return [
      ...(ended.length > 0 ? [{ after: isOneOf(ended) }] : []),
      ...(paused.length > 0 ? [{ after: isOneOf(paused), trigger: 'schedule' as const }] : []),
      ...(free.length > 0 ? [{ _id: { $in: free } }] : []),
    ];
  }
}

type Before = Pick<RunDocument, 'runKey' | 'status' | 'attempt'>;
type Queued = Pick<RunDocument, 'jobId' | 'dueAt'>;

const isLinedUp = ({ trigger, after, followed }: RunDocument): boolean =>
  trigger === 'catchup' || after !== null || followed === true;

/** Matches what waits for one of these, and says what the index of waiting runs says: a query that does not is not served by it. */
const isOneOf = (keys: string[]) => ({ $in: keys, $type: 'string' as const });
