import type { RunView } from '@punctual/contracts/runs/run';
import { isTerminal, type RunStatus } from '@punctual/contracts/runs/run-status';
import { en } from '../../lib/strings/en.ts';

type Known = ReadonlyMap<string, RunStatus>;
type Run = Pick<RunView, 'id' | 'status'>;

export const statusesOf = (runs: readonly Run[]): Known =>
  new Map(runs.map(({ id, status }) => [id, status]));

/** Describes runs that were active and have ended since: one by its status, several by their number. */
export function finishedText(before: Known, runs: readonly Run[]): string | null {
  const ended = runs.filter(({ id, status }) => isTerminal(status) && goesOn(before.get(id)));
  const [only] = ended;
  if (only === undefined) return null;
  if (ended.length === 1) return en.runs.ended(en.runStatus[only.status].label);
  return en.runs.manyEnded(ended.length, ended.filter(({ status }) => status === 'FAILED').length);
}

const goesOn = (status: RunStatus | undefined): boolean => status !== undefined && !isTerminal(status);
