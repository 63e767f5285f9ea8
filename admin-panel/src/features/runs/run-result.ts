import type { RunView } from '@punctual/contracts/runs/run';
import { en } from '../../lib/strings/en.ts';

/** Sums up the result of a run in a line: the reason of its status, else the error, else the response. */
export function resultText(run: Pick<RunView, 'reason' | 'attempts' | 'missed'>): string {
  if (run.reason !== null) return en.runReason[run.reason];
  const last = run.attempts.at(-1);
  const words = last?.error ?? last?.response ?? '';
  return words.split('\n', 1)[0] ?? '';
}

/** Computes how long the work itself took, in ms; null while it is not over or where there was none. */
export function tookMs({ startedAt, finishedAt }: Pick<RunView, 'startedAt' | 'finishedAt'>): number | null {
  return startedAt === null || finishedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt);
}
