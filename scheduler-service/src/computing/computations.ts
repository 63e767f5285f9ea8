import {
  countBetween,
  nextRuns,
  occurrencesBetween,
  previousRuns,
} from '@punctual/contracts/schedules/next-runs';
import { resolveSchedule } from '@punctual/contracts/schedules/resolve-schedule';
import { OutOfSteps, StepBudget } from '@punctual/contracts/schedules/steps';
import { scheduleWarnings } from '@punctual/contracts/schedules/warnings';
import { findStillDue, nextAhead } from '@punctual/engine/runs/still-due';
import { compareTimings } from './occurrence-changes.ts';
import { planCells } from './planned-cells.ts';

/** Pure functions on schedules whose arguments and results can be passed to another thread. */
const FUNCTIONS = {
  compareTimings,
  countBetween,
  findStillDue,
  nextAhead,
  nextRuns,
  occurrencesBetween,
  planCells,
  previousRuns,
  resolveSchedule,
  scheduleWarnings,
};
type Functions = typeof FUNCTIONS;

export type ComputationName = keyof Functions;
export type Arguments = { [K in ComputationName]: Parameters<Functions[K]> };
export type Results = { [K in ComputationName]: ReturnType<Functions[K]> };

const computations: { [K in ComputationName]: (...args: Arguments[K]) => Results[K] } = FUNCTIONS;

/** One of the computations with its arguments. */
export interface Computation<K extends ComputationName = ComputationName> {
  name: K;
  args: Arguments[K];
}

/** The result of a computation, or that it took more steps than it may; and the steps that it took. */
export type Computed<T> = ({ isOver: true; result: T } | { isOver: false }) & { spent: number };

/** Carries out a computation with at most so many steps. */
export function compute<K extends ComputationName>(
  { name, args }: Computation<K>,
  steps: number,
): Computed<Results[K]> {
  const budget = new StepBudget(steps);
  try {
    const result = budget.run(() => computations[name](...args));
    return { isOver: true, result, spent: budget.spent };
  } catch (error) {
    if (error instanceof OutOfSteps && error.budget === budget) return { isOver: false, spent: budget.spent };
    throw error;
  }
}
