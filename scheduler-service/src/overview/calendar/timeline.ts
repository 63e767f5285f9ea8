import type { TimelineView } from '@punctual/contracts/api/calendar-contract';
import { CALENDAR } from '@punctual/contracts/api/limits';
import { DAY_MS } from '@punctual/contracts/time';
import type { Id } from '@punctual/engine/database/documents';
import type { Whose } from '@punctual/engine/database/job-store';
import type { RunsInTurns } from '../runs-in-turns.ts';
import { TIMELINE_RUNS, type TimelineRun } from './calendar-store.ts';
import type { PlannedJobs, Plans, Timetable, Viewer } from './planned-jobs.ts';
import { findQuiet } from './quiet.ts';

/** A timeline with the owners of its jobs. */
export interface OwnedTimeline extends Omit<TimelineView, 'jobs'> {
  jobs: (TimelineView['jobs'][number] & { ownerId: Id })[];
}

interface Row {
  id: Id;
  ownerId: Id;
  name: string;
  /** The newest first. */
  runs: TimelineRun[];
  planned: Date[];
}

/** Builds timelines: the runs of the last 24 hours and what is planned for the next, job by job. */
export class Timeline {
  readonly #runs: RunsInTurns;
  readonly #planned: PlannedJobs;

  constructor(runs: RunsInTurns, planned: PlannedJobs) {
    this.#runs = runs;
    this.#planned = planned;
  }

  async build(scope: Whose, viewer: Viewer, now: Date): Promise<OwnedTimeline> {
    const [from, to] = [new Date(now.getTime() - DAY_MS), new Date(now.getTime() + DAY_MS)];
    const [runs, plans] = await Promise.all([
      this.#runs.recent(scope, from),
      this.#planned.timetable(scope, viewer, to, now),
    ]);
    const rows = listRows(runs, plans).sort(mostTelling);
    return {
      from: from.toISOString(),
      now: now.toISOString(),
      to: to.toISOString(),
      jobs: rows.slice(0, CALENDAR.rows).map(presentRow),
      moreJobs: Math.max(0, rows.length - CALENDAR.rows),
      quiet: plans.isComplete
        ? findQuiet(
            plans.plans.flatMap(({ plan }) => plan.busy),
            now,
            to,
          )
        : null,
      runsFrom: findCut(runs)?.toISOString() ?? null,
    };
  }
}

/** Finds since when all runs are looked at, where there were more before. */
const findCut = (runs: TimelineRun[]): Date | undefined =>
  runs.length < TIMELINE_RUNS ? undefined : runs.at(-1)?.dueAt;

function listRows(runs: TimelineRun[], { plans }: Plans<Timetable>): Row[] {
  const rows = new Map<string, Row>();
  for (const { job, plan } of plans)
    rows.set(job._id.toHexString(), {
      id: job._id,
      ownerId: job.ownerId,
      name: job.name,
      runs: [],
      planned: plan.listed,
    });
  for (const run of runs) {
    const key = run.jobId.toHexString();
    const { ownerId, snapshot } = run;
    const row = rows.get(key) ?? { id: run.jobId, ownerId, name: snapshot.name, runs: [], planned: [] };
    row.runs.push(run);
    rows.set(key, row);
  }
  return [...rows.values()].filter(({ runs, planned }) => runs.length + planned.length > 0);
}

const failuresOf = ({ runs }: Row): number => runs.filter(({ status }) => status === 'FAILED').length;

/** Sorts what tells most to the top: failures, then runs, then what is planned. */
const mostTelling = (a: Row, b: Row): number =>
  failuresOf(b) - failuresOf(a) || b.runs.length - a.runs.length || b.planned.length - a.planned.length;

function presentRow({ id, ownerId, name, runs, planned }: Row) {
  const newest = runs.slice(0, CALENDAR.ofRow);
  const bars = [...newest].reverse().map(({ _id, status, dueAt, startedAt, finishedAt }) => ({
    id: _id.toHexString(),
    status,
    dueAt: dueAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  }));
  return {
    job: { id: id.toHexString(), name },
    ownerId,
    runs: bars,
    planned: planned.map((at) => at.toISOString()),
    isCapped: newest.length < runs.length || planned.length === CALENDAR.ofRow,
  };
}
