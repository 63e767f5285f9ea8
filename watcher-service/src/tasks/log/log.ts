import { EXCERPT_LIMIT } from '@punctual/contracts/runs/run-limits';
import { completed, type Executor } from '../executor.ts';

/** Records its data in the run, and does nothing else. */
export const log: Executor<'log'> = async ({ data }) =>
  completed(data === undefined ? null : JSON.stringify(data).slice(0, EXCERPT_LIMIT));
