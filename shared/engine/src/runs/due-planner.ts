import { OutOfSteps, SearchProgress, StepBudget } from '@punctual/contracts/schedules/steps';
import type { JobDocument } from '../database/documents.ts';
import { FEW_STEPS, STEPS_PER_TURN } from '../platform/compute-in-turns.ts';
import { takeInTurns } from '../platform/take-in-turns.ts';
import { Turn } from '../platform/turn.ts';
import type { OwnerSteps } from './owner-steps.ts';
import { type DuePlan, planDue } from './plan-due.ts';

export interface Planned {
  job: JobDocument;
  plan: DuePlan;
}

export interface Plans {
  planned: Planned[];
  /** Jobs whose schedule could not be computed. */
  failed: { job: JobDocument; error: unknown }[];
  /** Jobs whose schedule takes more steps than there were: the next call goes on. */
  postponed: JobDocument[];
}

/** Jobs whose computation goes on later; beyond, the oldest begins anew. */
const UNFINISHED_LIMIT = 1_000;

/** A plan on which there is more to compute, and the steps that its next turn may take. */
interface Unfinished {
  progress: SearchProgress;
  steps: number;
}

/** Plans due jobs in turns, so that no schedule holds up the process or the jobs of another owner. */
export class DuePlanner {
  readonly #unfinished = new Map<string, Unfinished>();

  /** Plans those that take few steps. */
  async planQuick(jobs: JobDocument[], now: Date, until: Date, steps: OwnerSteps): Promise<Plans> {
    const plans: Plans = { planned: [], failed: [], postponed: [] };
    const turn = new Turn();
    for (const job of jobs) {
      if (this.#unfinished.has(keyOf(job))) plans.postponed.push(job);
      else this.#plan(job, now, until, steps, plans);
      await turn.yieldIfLong();
    }
    return plans;
  }

  /** Goes on with those that take many, a turn of each owner after the other, as far as the steps go. */
  async planLong(jobs: JobDocument[], now: Date, until: Date, steps: OwnerSteps): Promise<Plans> {
    const plans: Plans = { planned: [], failed: [], postponed: [] };
    const turn = new Turn();
    let waiting = takeInTurns(jobs, ({ ownerId }) => ownerId.toHexString(), jobs.length);
    while (waiting.length > 0) {
      const again: JobDocument[] = [];
      for (const job of waiting) {
        if (steps.leftFor(job.ownerId) <= 0) plans.postponed.push(job);
        else this.#plan(job, now, until, steps, { ...plans, postponed: again });
        await turn.yieldIfLong();
      }
      waiting = again;
    }
    return plans;
  }

  /** Gives a plan one turn, and puts the job where it belongs. */
  #plan(job: JobDocument, now: Date, until: Date, steps: OwnerSteps, plans: Plans): void {
    const key = keyOf(job);
    const unfinished = this.#unfinished.get(key);
    const left = steps.leftFor(job.ownerId);
    const budget = new StepBudget(Math.min(left, unfinished?.steps ?? FEW_STEPS), {
      progress: unfinished?.progress ?? null,
    });
    const before = unfinished?.progress.changes ?? 0;
    try {
      plans.planned.push({ job, plan: budget.run(() => planDue(job, now, until)) });
      this.#unfinished.delete(key);
    } catch (error) {
      if (!(error instanceof OutOfSteps && error.budget === budget)) plans.failed.push({ job, error });
      else {
        plans.postponed.push(job);
        this.#goOnLater(key, unfinished, before, left);
      }
    } finally {
      steps.spend(job.ownerId, budget.spent);
    }
  }

  #goOnLater(key: string, unfinished: Unfinished | undefined, before: number, left: number): void {
    if (!unfinished) this.#unfinished.set(key, { progress: new SearchProgress(), steps: STEPS_PER_TURN });
    else if (unfinished.progress.changes === before && unfinished.steps <= left) unfinished.steps *= 2;
    if (this.#unfinished.size <= UNFINISHED_LIMIT) return;
    const [oldest] = this.#unfinished.keys();
    if (oldest !== undefined) this.#unfinished.delete(oldest);
  }
}

/** Names a plan: of one revision of a schedule, from one occurrence on. */
const keyOf = ({ _id, scheduleRevision, nextRunAt }: JobDocument): string =>
  `${_id.toHexString()}|${scheduleRevision}|${nextRunAt?.getTime()}`;
