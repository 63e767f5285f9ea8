import type { CalendarView } from '@punctual/contracts/api/calendar-contract';
import { CALENDAR, SAMPLED_RUNS } from '@punctual/contracts/api/limits';
import { localIso } from '@punctual/contracts/schedules/time/zones';
import { MINUTE_MS } from '@punctual/contracts/time';
import type { Id } from '@punctual/engine/database/documents';
import type { Whose } from '@punctual/engine/database/job-store';
import type { PlannedCell } from '../../computing/planned-cells.ts';
import type { SampledRun } from '../overview-store.ts';
import { countByStatus } from '../run-statistics.ts';
import type { RunsInTurns } from '../runs-in-turns.ts';
import type { CalendarStore, NamedJob } from './calendar-store.ts';
import { computeEdges, type Edges } from './day-edges.ts';
import type { JobPlan, PlannedJobs, Viewer } from './planned-jobs.ts';
import { type RunsOfPart, type Sample, splitRuns } from './split-runs.ts';

type Cell = CalendarView['cells'][number];
type JobInCell = Cell['jobs'][number];

/** A calendar with the owners of the jobs that it names. */
export interface OwnedCalendar extends Omit<CalendarView, 'cells'> {
  cells: (Omit<Cell, 'jobs'> & { jobs: (JobInCell & { ownerId: Id })[] })[];
}

/** The days that are asked for. */
export interface CalendarQuery {
  from: string;
  days: number;
  by: 'day' | 'hour';
  timezone: string;
}

/** A job in a part of the calendar, before it has its name. */
interface Tally {
  id: Id;
  runs: number;
  planned: number;
  firstAt: Date;
}

/** The counts of a part of the calendar. */
interface Part extends RunsOfPart {
  plannedIsCapped: boolean;
  tallies: Tally[];
}

/** Builds calendars: what ran, from samples of each day, and what is planned from now on. */
export class Calendar {
  readonly #runs: Pick<RunsInTurns, 'sample'>;
  readonly #store: Pick<CalendarStore, 'names'>;
  readonly #planned: Pick<PlannedJobs, 'cells'>;

  constructor(
    runs: Pick<RunsInTurns, 'sample'>,
    store: Pick<CalendarStore, 'names'>,
    planned: Pick<PlannedJobs, 'cells'>,
  ) {
    this.#runs = runs;
    this.#store = store;
    this.#planned = planned;
  }

  async build(scope: Whose, viewer: Viewer, query: CalendarQuery, now: Date): Promise<OwnedCalendar> {
    const edges = computeEdges(query.from, query.days, query.by, query.timezone);
    const [samples, { plans, isComplete }] = await Promise.all([
      this.#sample(scope, edges, now),
      this.#planned.cells(scope, viewer, edges.parts, CALENDAR.counted[query.by], now),
    ]);
    const parts = splitRuns(edges.parts, samples).map((part, i) => ({
      ...part,
      plannedIsCapped: plans.some(({ plan }) => plan[i]?.isCapped),
      tallies: tally(part.runs, plans, i),
    }));
    const names = await this.#names(parts);
    return {
      timezone: query.timezone,
      to: (edges.parts.at(-1) as Date).toISOString(),
      cells: parts.map((part) => presentPart(part, names, query.timezone)),
      isComplete,
    };
  }

  /**
   * Samples each day by itself, so that no busy one hides others; what is to come has no runs. By hour, a day with more
   * runs than that is sampled again hour by hour: else all of the sample might be of its last hours.
   */
  async #sample(scope: Whose, { days, parts }: Edges, now: Date): Promise<Sample[]> {
    const samples = await this.#sampleEach(scope, days, now, SAMPLED_RUNS);
    if (parts.length === days.length) return samples;
    const finer: Sample[] = [];
    for (const sample of samples) {
      const hours = parts.filter((at) => at >= sample.from && at <= sample.to);
      finer.push(
        ...(sample.isCapped ? await this.#sampleEach(scope, hours, now, CALENDAR.runsOfHour) : [sample]),
      );
    }
    return finer;
  }

  #sampleEach(scope: Whose, edges: Date[], now: Date, limit: number): Promise<Sample[]> {
    const past = edges.slice(0, -1).filter((from) => from <= now);
    return Promise.all(
      past.map(async (from, i) => {
        const to = edges[i + 1] as Date;
        const since = i === 0 ? firstMade(scope, from) : from;
        const runs = await this.#runs.sample(scope, since, to, limit);
        return { from, to, runs, isCapped: runs.length >= limit };
      }),
    );
  }

  async #names(parts: Part[]): Promise<Map<string, NamedJob>> {
    const ids = new Map(
      parts.flatMap(({ tallies }) => shown(tallies)).map(({ id }) => [id.toHexString(), id]),
    );
    const jobs = await this.#store.names([...ids.values()]);
    return new Map(jobs.map((job) => [job._id.toHexString(), job]));
  }
}

/** Runs are made some seconds before they are due, and those of all owners are found by when they were made. */
const MADE_BEFORE_MS = MINUTE_MS;
const firstMade = (scope: Whose, from: Date): Date =>
  'ownerId' in scope ? from : new Date(from.getTime() - MADE_BEFORE_MS);

/** Counts by job: the runs of a part, and what is planned in it. */
function tally(runs: SampledRun[], plans: JobPlan<PlannedCell[]>[], part: number): Tally[] {
  const tallies = new Map<string, Tally>();
  const add = (id: Id, at: Date, ran: number, planned: number) => {
    const before = tallies.get(id.toHexString()) ?? { id, runs: 0, planned: 0, firstAt: at };
    tallies.set(id.toHexString(), {
      id,
      runs: before.runs + ran,
      planned: before.planned + planned,
      firstAt: at < before.firstAt ? at : before.firstAt,
    });
  };
  for (const { jobId, scheduledFor } of runs) add(jobId, scheduledFor, 1, 0);
  for (const { job, plan } of plans) {
    const { count = 0, first = null } = plan[part] ?? {};
    if (first) add(job._id, first, 0, count);
  }
  return [...tallies.values()].sort(
    (a, b) => b.runs + b.planned - a.runs - a.planned || a.firstAt.getTime() - b.firstAt.getTime(),
  );
}

const shown = (tallies: Tally[]): Tally[] => tallies.slice(0, CALENDAR.jobsInCell);

function presentPart(
  { at, runs, isCapped, plannedIsCapped, tallies }: Part,
  names: Map<string, NamedJob>,
  zone: string,
) {
  const named = shown(tallies).flatMap(({ id, firstAt, ...counts }) => {
    const job = names.get(id.toHexString());
    if (!job) return [];
    const { name, ownerId } = job;
    return { job: { id: id.toHexString(), name }, ownerId, ...counts, firstAt: firstAt.toISOString() };
  });
  return {
    at: at.toISOString(),
    local: localIso(at, zone),
    runs: countByStatus(runs),
    isCapped,
    planned: tallies.reduce((sum, { planned }) => sum + planned, 0),
    plannedIsCapped,
    jobs: named,
    moreJobs: tallies.length - named.length,
  };
}
