import { OPEN_STATUSES } from '@punctual/contracts/runs/run-status';
import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { Id, RunDocument } from '../database/documents.ts';
import { literal, perDocumentUpdate } from '../database/update-expressions.ts';
import type { JobSummaries } from '../jobs/job-summaries.ts';
import { applyMisfirePolicy, type CaughtUp, type MissedRunsByJob } from './misfire-policy.ts';
import { MISFIRE_AFTER_MS } from './plan-due.ts';
import { WAKE_LOST_MS } from './run-draft.ts';
import type { RunTransition } from './run-transition.ts';
import type { RunTransitions } from './run-transitions.ts';

type Filter = mongo.Filter<RunDocument>;

const UNDISPATCHED = { status: 'PENDING', trigger: 'schedule', fence: 0, dispatches: 0 } as const;

/** Tells runs that were handed over at their due time, because the queue could not be reached, and not sent since. */
const isUndispatched = ({ trigger, fence, dispatches, dispatchAfter, dueAt }: RunDocument): boolean =>
  trigger === 'schedule' &&
  fence === 0 &&
  dispatches === 0 &&
  dispatchAfter !== null &&
  dispatchAfter <= dueAt;

/**
 * Handles runs that were recorded in time and could first be dispatched so late that they have been missed: Redis was
 * away. A run that was dispatched once is late, and never missed.
 */
export class Misfires {
  readonly #collections: Collections;
  readonly #runs: RunTransitions;
  readonly #summaries: JobSummaries;

  constructor(collections: Collections, runs: RunTransitions, summaries: JobSummaries) {
    this.#collections = collections;
    this.#runs = runs;
    this.#summaries = summaries;
  }

  /** Divides these runs: those to be skipped because they were missed, those to be caught up, all others. */
  async apply(
    found: RunDocument[],
    now: Date,
  ): Promise<{ skipped: RunDocument[]; caughtUp: CaughtUp[]; others: RunDocument[] }> {
    const limit = new Date(now.getTime() - MISFIRE_AFTER_MS);
    const isMissed = (run: RunDocument) => isUndispatched(run) && run.dueAt < limit;
    const missed = found.filter(isMissed);
    const others = found.filter((run) => !isMissed(run));
    if (missed.length === 0) return { skipped: [], caughtUp: [], others };
    return { ...applyMisfirePolicy(missed, await this.#jobsOf(missed, limit), now), others };
  }

  /** Records that these are caught up, so that they are judged no more. Returns those that wait for no other. */
  async catchUp(runs: CaughtUp[], now: Date): Promise<RunDocument[]> {
    if (runs.length === 0) return [];
    const ids = runs.map(({ run }) => run._id);
    const woken = new Date(now.getTime() + WAKE_LOST_MS);
    const rows = runs.map(({ after }) => ({ after, dispatchAfter: after ? woken : now }));
    const change = { trigger: literal('catchup'), after: '$row.after', dispatchAfter: '$row.dispatchAfter' };
    await this.#collections.runs.updateMany(
      { _id: { $in: ids }, ...UNDISPATCHED },
      perDocumentUpdate(ids, rows, { $set: change }),
    );
    return runs.flatMap(({ run, after }) => (after ? [] : [{ ...run, trigger: 'catchup' as const }]));
  }

  /** Ends runs as SKIPPED(MISFIRED): their jobs do not want them caught up. */
  async skip(runs: RunDocument[], at: Date): Promise<void> {
    const skip = (run: RunDocument): RunTransition => {
      return { run, change: 'skip', reason: 'MISFIRED', at, attempt: null };
    };
    await this.#summaries.summarize(await this.#runs.finish(runs.map(skip)), true);
  }

  async #jobsOf(missed: RunDocument[], limit: Date): Promise<Map<string, MissedRunsByJob>> {
    const { jobs, runs } = this.#collections;
    const ids = missed.map(({ jobId }) => jobId);
    const which: Filter = { ...UNDISPATCHED, jobId: { $in: ids }, dueAt: { $lt: limit } };
    const caughtUp: Filter = { jobId: { $in: ids }, trigger: 'catchup', status: { $in: OPEN_STATUSES } };
    const group = { _id: '$jobId', newest: { $max: '$scheduledFor' }, count: { $sum: 1 } };
    const [policies, counts, open] = await Promise.all([
      jobs.find({ _id: { $in: ids } }, { projection: { misfire: 1, catchUpWindowMs: 1 } }).toArray(),
      runs.aggregate<Row>([{ $match: which }, { $group: group }]).toArray(),
      runs
        .find(caughtUp, { projection: { jobId: 1, runKey: 1, scheduledFor: 1 } })
        .sort({ scheduledFor: 1 })
        .toArray(),
    ]);
    const countOf = new Map(counts.map((row) => [row._id.toHexString(), row]));
    const lastOf = new Map(open.map((run) => [run.jobId.toHexString(), run]));
    const known = policies.flatMap(({ _id, misfire, catchUpWindowMs }) => {
      const id = _id.toHexString();
      const own = countOf.get(id);
      if (!own) return [];
      const { newest, count } = own;
      return [[id, { misfire, catchUpWindowMs, newest, count, before: lastOf.get(id) ?? null }] as const];
    });
    return new Map(known);
  }
}

interface Row {
  _id: Id;
  newest: Date;
  count: number;
}
