import type { Collections } from '../database/collections.ts';
import type { OutageDocument, RunDocument } from '../database/documents.ts';
import type { ProcessStore } from '../database/process-store.ts';
import { perDocumentUpdate } from '../database/update-expressions.ts';
import type { JobSummaries } from '../jobs/job-summaries.ts';
import { byScheduledFor, groupByJob } from '../jobs/summary.ts';
import { type JudgedJob, markBacklogs, readBacklogs, readJudged } from './backlogs.ts';
import { applyMisfirePolicy, type LinedUp, lineUp } from './misfire-policy.ts';
import { isMissed } from './plan-due.ts';
import { WAKE_LOST_MS } from './run-draft.ts';
import type { RunTransition } from './run-transition.ts';
import type { RunTransitions } from './run-transitions.ts';

/** Filters runs that were never begun and are not judged yet. */
const UNJUDGED = { status: 'PENDING', trigger: 'schedule', attempt: 0 } as const;

type Outage = Pick<OutageDocument, 'from' | 'to'>;

/** The judgement on runs that wait. */
interface Judged {
  /** They were missed, and their jobs do not want them caught up. */
  skipped: RunDocument[];
  /** They are caught up, or waited together: they run one after the other. */
  linedUp: LinedUp[];
  others: RunDocument[];
}

/**
 * Judges runs that were recorded and could not be dispatched in time: Redis was away, or no watcher was there. A run
 * that waited in the queue is late, and opens no backlog.
 */
export class Misfires {
  readonly #collections: Collections;
  readonly #runs: RunTransitions;
  readonly #summaries: JobSummaries;
  readonly #processes: Pick<ProcessStore, 'outagesSince'>;

  constructor(
    collections: Collections,
    runs: RunTransitions,
    summaries: JobSummaries,
    processes: Pick<ProcessStore, 'outagesSince'>,
  ) {
    this.#collections = collections;
    this.#runs = runs;
    this.#summaries = summaries;
    this.#processes = processes;
  }

  /**
   * Divides these runs. There is a backlog where the oldest of a job could first be dispatched more than a minute
   * after it was due: then all that is due and has not begun is judged, by the instant that the job keeps. Without
   * one, several runs of a job that are here together have waited together.
   */
  async apply(found: RunDocument[], now: Date): Promise<Judged> {
    const unjudged = found.filter(isUnjudged);
    if (unjudged.length === 0) return { skipped: [], linedUp: [], others: found };
    const jobs = await this.#markedJobs(unjudged, now);
    const isInBacklog = (run: RunDocument) => {
      const until = jobs.get(run.jobId.toHexString())?.backlogUntil;
      return isUnjudged(run) && until !== null && until !== undefined && run.dueAt <= until;
    };
    const missed = found.filter(isInBacklog).sort(byScheduledFor);
    const { skipped, caughtUp } = applyMisfirePolicy(
      missed,
      await readBacklogs(this.#collections, missed, jobs),
    );
    const rest = found.filter((run) => !isInBacklog(run));
    const waited = groupByJob(rest.filter(isUnjudged)).filter(({ runs }) => runs.length > 1);
    const linedUp = waited.flatMap(({ runs }) => lineUp(runs));
    const isLinedUp = new Set(linedUp.map(({ run }) => run));
    return {
      skipped,
      linedUp: [...caughtUp, ...linedUp],
      others: rest.filter((run) => !isLinedUp.has(run)),
    };
  }

  /** Records the order of runs. Returns those that wait for no other. */
  async lineUp(runs: LinedUp[], now: Date): Promise<RunDocument[]> {
    if (runs.length === 0) return [];
    const ids = runs.map(({ run }) => run._id);
    const woken = new Date(now.getTime() + WAKE_LOST_MS);
    const rows = runs.map(({ after, trigger, followed }) => ({
      after,
      trigger,
      followed,
      dispatchAfter: after ? woken : now,
    }));
    const change = {
      after: '$row.after',
      trigger: '$row.trigger',
      followed: '$row.followed',
      dispatchAfter: '$row.dispatchAfter',
    };
    await this.#collections.runs.updateMany(
      { _id: { $in: ids }, ...UNJUDGED },
      perDocumentUpdate(ids, rows, { $set: change }),
    );
    return runs.flatMap(({ run, after, trigger }) => (after ? [] : [{ ...run, trigger }]));
  }

  /** Ends runs as SKIPPED(MISFIRED): their jobs do not want them caught up. */
  async skip(runs: RunDocument[], at: Date): Promise<void> {
    const skip = (run: RunDocument): RunTransition => {
      return { run, change: 'skip', reason: 'MISFIRED', at, attempt: null };
    };
    await this.#summaries.summarize(await this.#runs.finish(runs.map(skip)), true);
  }

  /** Reads the jobs of these runs, after those that have a backlog now were marked. */
  async #markedJobs(unjudged: RunDocument[], now: Date): Promise<Map<string, JudgedJob>> {
    const jobs = await readJudged(this.#collections, unjudged);
    const missed = new Set(
      (await this.#findMissed(unjudged, now)).map(({ jobId, dueAt }) => {
        const until = jobs.get(jobId.toHexString())?.backlogUntil;
        return until && dueAt <= until ? null : jobId.toHexString();
      }),
    );
    const toMark = [...jobs].flatMap(([id, job]) => (missed.has(id) ? [job] : []));
    if (toMark.length === 0) return jobs;
    await markBacklogs(this.#collections, toMark, now);
    return readJudged(this.#collections, unjudged);
  }

  /** Finds the runs that could first be dispatched more than a minute after they were due. */
  async #findMissed(unjudged: RunDocument[], now: Date): Promise<RunDocument[]> {
    const late = unjudged.filter((run) => wasNeverSent(run) && isMissed(run.dueAt, now));
    const oldest = late.map(({ dueAt }) => dueAt.getTime()).reduce((a, b) => Math.min(a, b), now.getTime());
    const outages = late.every(isHandedOver) ? [] : await this.#processes.outagesSince(new Date(oldest), now);
    return late.filter((run) => isHandedOver(run) || isMissed(run.dueAt, endOfOutage(run, outages)));
  }
}

const isUnjudged = ({ status, trigger, attempt, attempts }: RunDocument): boolean =>
  status === 'PENDING' && trigger === 'schedule' && attempt === 0 && attempts.length === 0;

const wasNeverSent = ({ fence, dispatches }: RunDocument): boolean => fence === 0 && dispatches === 0;

/** Tells runs that were handed over at their due time, because the queue could not be reached. */
const isHandedOver = ({ dispatchAfter, dueAt }: RunDocument): boolean =>
  dispatchAfter !== null && dispatchAfter <= dueAt;

/** Finds when a run could first be dispatched, that was recorded in time: at the end of the outage in which it fell. */
function endOfOutage({ dueAt }: RunDocument, outages: Outage[]): Date {
  const around = outages.filter(({ from, to }) => from <= dueAt && dueAt <= to).map(({ to }) => to.getTime());
  return new Date(Math.max(dueAt.getTime(), ...around));
}
