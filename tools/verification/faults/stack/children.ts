import { readFileSync } from 'node:fs';

/** Lists the processes that a process has started and that are still there (Linux). */
export const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
