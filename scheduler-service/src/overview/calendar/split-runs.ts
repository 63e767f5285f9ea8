import type { SampledRun } from '../overview-store.ts';

/** The runs that were looked at of a stretch of time; `isCapped`: it had more. */
export interface Sample {
  from: Date;
  to: Date;
  runs: SampledRun[];
  isCapped: boolean;
}

/** The runs that a part of a calendar had, as far as they were looked at. */
export interface RunsOfPart {
  at: Date;
  runs: SampledRun[];
  isCapped: boolean;
}

/**
 * Puts each run into the part in which it was due, whichever sample it is from: a run of midnight is on record before
 * it, and one that was caught up with is on record days after. Runs of another time are left out.
 * @param edges of the parts, in order: each ends where the next begins
 */
export function splitRuns(edges: Date[], samples: Sample[]): RunsOfPart[] {
  const parts = edges.slice(0, -1).map((at, i) => {
    const end = edges[i + 1] as Date;
    return { at, runs: [] as SampledRun[], isCapped: samples.some(isCutWithin(at, end)) };
  });
  for (const { runs } of samples)
    for (const run of runs) parts[findPart(edges, run.scheduledFor)]?.runs.push(run);
  return parts;
}

const isCutWithin =
  (from: Date, to: Date) =>
  (sample: Sample): boolean =>
    sample.isCapped && sample.from < to && sample.to > from;

/** Finds the last edge that is not after an instant; −1 where all are. The end of the last part is an edge, but no part. */
function findPart(edges: Date[], at: Date): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as Date) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
