import type { RunView } from '@punctual/contracts/runs/run';

/** A stretch of a run's time, in ms. */
export interface TimePart {
  kind: 'waiting' | 'attempt' | 'pause';
  ms: number;
  /** The number of the attempt, from 1. */
  number: number;
}

/**
 * Divides a run's time: it waited, it was tried, it paused, it was tried again. Up to `now` while it is
 * active.
 */
export function timeParts(run: Pick<RunView, 'dueAt' | 'attempts' | 'status'>, now: number): TimePart[] {
  const parts: TimePart[] = [];
  let at = Date.parse(run.dueAt);
  run.attempts.forEach((attempt, index) => {
    const start = Math.max(at, Date.parse(attempt.startedAt ?? attempt.finishedAt ?? run.dueAt));
    const end = attempt.finishedAt === null ? now : Math.max(start, Date.parse(attempt.finishedAt));
    const number = index + 1;
    if (start > at) parts.push({ kind: index === 0 ? 'waiting' : 'pause', ms: start - at, number });
    parts.push({ kind: 'attempt', ms: end - start, number });
    at = end;
  });
  return parts;
}
