import { OutOfSteps, SearchProgress, StepBudget } from '@punctual/contracts/schedules/steps';
import { nextTurn, Turn } from './turn.ts';

/** Almost all schedules take fewer than a hundred: they are computed at once. */
export const FEW_STEPS = 1_000;
/** Some 5 ms. A search that takes longer gets twice as many in its next turn. */
export const STEPS_PER_TURN = 5_000;

/** The turn of those that take few steps. */
const quick = new Turn();

/**
 * Computes something on a schedule in as many turns as it takes, so that it holds up neither the process nor the
 * computations of another owner. For those who wait for the result: what takes long is not refused.
 * @param owner has the schedule: owners take turns
 * @param compute is called again until it ends: it does nothing but compute
 */
export async function computeInTurns<T>(owner: { toString(): string }, compute: () => T): Promise<T> {
  await quick.yieldIfLong(owner.toString());
  const progress = new SearchProgress();
  for (let steps = FEW_STEPS; ; ) {
    const before = progress.changes;
    const budget = new StepBudget(steps, { progress });
    try {
      return budget.run(compute);
    } catch (error) {
      if (!(error instanceof OutOfSteps && error.budget === budget)) throw error;
    }
    const isStuck = steps >= STEPS_PER_TURN && progress.changes === before;
    steps = isStuck ? steps * 2 : Math.max(steps, STEPS_PER_TURN);
    await nextTurn(owner.toString());
  }
}
