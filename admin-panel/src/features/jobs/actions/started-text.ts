import type { RunView } from '@punctual/contracts/runs/run';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';

/** What became of a run that was asked for by hand: by the job's policy it may be skipped, or wait for another. */
export function startedText({ status, blockedBy }: Pick<RunView, 'status' | 'blockedBy'>): string {
  if (status === 'SKIPPED') return words.done.runSkipped;
  return blockedBy === null ? words.done.runStarted : words.done.runQueued;
}
