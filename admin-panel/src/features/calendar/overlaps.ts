import type { TimelineRow } from '@punctual/contracts/api/calendar-contract';

type Run = TimelineRow['runs'][number];

/** A stretch of time in which more than one run of a job was going on, in ms since 1970. */
export interface Overlap {
  from: number;
  to: number;
}

/** Finds where runs of one job were going on at once. A run that has not ended goes on until now. */
export function findOverlaps(runs: readonly Run[], now: number): Overlap[] {
  const spans = runs
    .filter(({ startedAt }) => startedAt !== null)
    .map(({ startedAt, finishedAt }) => ({
      from: Date.parse(startedAt as string),
      to: finishedAt === null ? now : Date.parse(finishedAt),
    }))
    .sort((a, b) => a.from - b.from);
  const overlaps: Overlap[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of spans) {
    if (from < end) join(overlaps, { from, to: Math.min(end, to) });
    end = Math.max(end, to);
  }
  return overlaps;
}

/** Adds a stretch; one that touches the last makes that longer. */
function join(overlaps: Overlap[], next: Overlap): void {
  const last = overlaps.at(-1);
  if (last && next.from <= last.to) last.to = Math.max(last.to, next.to);
  else overlaps.push(next);
}
