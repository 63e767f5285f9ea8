import { isTerminal, OPEN_STATUSES } from '@punctual/contracts/runs/run-status';
import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { Id, RunDocument } from '../database/documents.ts';

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
    const keys = runs.flatMap(({ after }) => (after ? [after] : []));
    if (keys.length === 0) return new Set();
    const open = { runKey: { $in: keys }, status: { $in: OPEN_STATUSES } };
    const before = await this.#collections.runs
      .find<Before>(open, { projection: { runKey: 1, status: 1, attempt: 1 } })
      .toArray();
    const byKey = new Map(before.map((run) => [run.runKey, run]));
    const isEarly = ({ after, trigger }: RunDocument) => {
      const other = after ? byKey.get(after) : undefined;
      return !!other && (trigger === 'catchup' || other.status === 'RUNNING' || other.attempt === 0);
    };
    return new Set(runs.filter(isEarly));
  }

  /**
   * Releases the runs that waited for these, which have ended or were given back; returns them, to be sent now. A run
   * that was given back because it has to wait is not released by that, or it would never be at rest.
   */
  async release(ended: RunDocument[], now: Date): Promise<RunDocument[]> {
    const queued = await this.#queuedOf(ended.filter(({ snapshot }) => snapshot.overlap === 'queueOne'));
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

  /**
   * Finds the queued runs of jobs whose lock is free and goes to no other before. It may have become free just while
   * a run was given back.
   */
  async #queuedOf(ended: RunDocument[]): Promise<Id[]> {
    if (ended.length === 0) return [];
    const ids = ended.map(({ jobId }) => jobId);
    const free = { _id: { $in: ids }, queuedRunId: { $ne: null }, nextActive: null, active: null };
    const jobs = await this.#collections.jobs.find(free, { projection: { queuedRunId: 1 } }).toArray();
    return jobs.flatMap(({ queuedRunId }) => (queuedRunId ? [queuedRunId] : []));
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

const isLinedUp = ({ trigger, after, followed }: RunDocument): boolean =>
  trigger === 'catchup' || after !== null || followed === true;

/** Matches what waits for one of these, and says what the index of waiting runs says: a query that does not is not served by it. */
const isOneOf = (keys: string[]) => ({ $in: keys, $type: 'string' as const });
