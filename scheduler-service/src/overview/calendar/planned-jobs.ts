import { CALENDAR } from '@punctual/contracts/api/limits';
import { MINUTE_MS } from '@punctual/contracts/time';
import type { Whose } from '@punctual/engine/database/job-store';
import { remainingOf } from '@punctual/engine/jobs/start-numbers';
import { AppError } from '@punctual/engine/platform/errors';
import type { PlannedCell } from '../../computing/planned-cells.ts';
import type { ScheduleComputer } from '../../computing/schedule-computer.ts';
import { StepAllowance } from '../../computing/step-allowance.ts';
import type { CalendarStore, PlannedJob } from './calendar-store.ts';

/** Whoever looks at plans: the account on whose behalf schedules are computed, and whether they are shown to it at all. */
export interface Viewer {
  user: string;
  seesPlans: boolean;
}

/** The plan of a job: in parts of time, or as instants. */
export interface JobPlan<T> {
  job: PlannedJob;
  plan: T;
}

/** The plans of jobs; not complete where there are more jobs than are looked at, or their schedules take long. */
export interface Plans<T> {
  plans: JobPlan<T>[];
  isComplete: boolean;
}

/** The plan of a job for a timeline: the first times, and instants between which, an hour apart or more, nothing is due. */
export interface Timetable {
  listed: Date[];
  busy: Date[];
}

/** Steps that each schedule may take at first, and those that take more once all others are done. */
const STEPS_AT_FIRST = 4_000;
const STEPS_AT_LAST = 150_000;

/** Computes what the jobs of a scope have planned, those that run next first, within what one request may take. */
export class PlannedJobs {
  readonly #store: CalendarStore;
  readonly #computer: ScheduleComputer;

  constructor(store: CalendarStore, computer: ScheduleComputer) {
    this.#store = store;
    this.#computer = computer;
  }

  /** Counts by parts of time, each from one edge to the next and up to a cap; what has passed is not planned. */
  cells(scope: Whose, viewer: Viewer, edges: Date[], cap: number, now: Date): Promise<Plans<PlannedCell[]>> {
    const ahead = edges.map((edge) => new Date(Math.max(edge.getTime(), now.getTime())));
    return this.#each(scope, viewer, ahead.at(-1) as Date, now, (allowance, job) => {
      const args = [job.schedule, ahead, remainingOf(job), cap] as const;
      return this.#computer.computeWithin(allowance, viewer.user, 'planCells', ...args);
    });
  }

  /** Lists when each is due until then, as many of one job as a timeline shows; and in which stretches any is due. */
  timetable(scope: Whose, viewer: Viewer, to: Date, now: Date): Promise<Plans<Timetable>> {
    return this.#each(scope, viewer, to, now, async (allowance, job) => {
      const remaining = remainingOf(job);
      const most = Math.min(CALENDAR.ofRow, remaining ?? CALENDAR.ofRow);
      const args = [job.schedule, now, to, most] as const;
      const found = await this.#computer.computeWithin(allowance, viewer.user, 'occurrencesBetween', ...args);
      const listed = found.map(({ dueAt }) => dueAt);
      if (listed.length < CALENDAR.ofRow) return { listed, busy: listed };
      const edges = splitTime(now, to);
      const parts = [job.schedule, edges, remaining, 1] as const;
      const cells = await this.#computer.computeWithin(allowance, viewer.user, 'planCells', ...parts);
      return { listed, busy: edges.filter((_, i) => isBusy(cells[i]) || isBusy(cells[i - 1])) };
    });
  }

  async #each<T>(
    scope: Whose,
    viewer: Viewer,
    to: Date,
    now: Date,
    compute: (allowance: StepAllowance, job: PlannedJob) => Promise<T>,
  ): Promise<Plans<T>> {
    if (to <= now) return { plans: [], isComplete: true };
    if (!viewer.seesPlans) return { plans: [], isComplete: false };
    const found = await this.#store.planned(scope, now, to, CALENDAR.jobs + 1);
    const looked = found.slice(0, CALENDAR.jobs);
    const together = new StepAllowance();
    const within = async (steps: number, jobs: PlannedJob[]) => {
      const plans: JobPlan<T>[] = [];
      for (const job of jobs) {
        const own = together.part(steps);
        const plan = own.left > 0 ? await compute(own, job).catch(ignoreLong) : null;
        if (plan !== null) plans.push({ job, plan });
      }
      return plans;
    };
    const quick = await within(STEPS_AT_FIRST, looked);
    const others = looked.filter((job) => !quick.some((one) => one.job === job));
    const plans = [...quick, ...(await within(STEPS_AT_LAST, others))];
    return { plans, isComplete: found.length === looked.length && plans.length === looked.length };
  }
}

/** The parts in which a job with more times than are listed is due or is not, in ms. */
const PART_MS = 10 * MINUTE_MS;
const splitTime = (from: Date, to: Date): Date[] =>
  Array.from(
    { length: Math.ceil((to.getTime() - from.getTime()) / PART_MS) + 1 },
    (_, i) => new Date(Math.min(from.getTime() + i * PART_MS, to.getTime())),
  );

const isBusy = (cell: PlannedCell | undefined): boolean => cell !== undefined && cell.count > 0;

/** Takes what would take too long for what is not known: the rest of the picture stands. */
function ignoreLong(error: unknown): null {
  if (error instanceof AppError && error.status === 422) return null;
  throw error;
}
