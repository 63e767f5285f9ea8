import { completed, type Executor } from '../executor.ts';

const EXCERPT = 4_096;

/** Records its data in the run, and does nothing else. */
export const log: Executor<'log'> = async ({ data }) =>
  completed(data === undefined ? null : JSON.stringify(data).slice(0, EXCERPT));
