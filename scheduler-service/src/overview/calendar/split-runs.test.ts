import fc from 'fast-check';
import { Types } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { splitRuns } from './split-runs.ts';

const JOB = new Types.ObjectId();
const at = (minute: number) => new Date(Date.UTC(2031, 2, 3) + minute * 60_000);
const run = (minute: number) => ({
  jobId: JOB,
  status: 'COMPLETED' as const,
  lateness: 0,
  scheduledFor: at(minute),
});
const sample = (from: number, to: number, due: number[], isCapped = false) => ({
  from: at(from),
  to: at(to),
  runs: due.map(run),
  isCapped,
});
const minutes = fc.integer({ min: -100, max: 1_100 });
const sorted = (list: number[]) => [...new Set(list)].sort((a, b) => a - b);

describe('the runs of the parts of a calendar', () => {
  it('are together those that were due from the first edge to the last, each in one part and within it', () => {
    fc.assert(
      fc.property(
        fc.array(minutes, { minLength: 2, maxLength: 12 }).map(sorted),
        fc.array(fc.array(minutes)),
        (edges, samples) => {
          fc.pre(edges.length > 1);
          const [from, to] = [edges[0] as number, edges.at(-1) as number];
          const parts = splitRuns(
            edges.map(at),
            samples.map((due) => sample(0, 1_000, due)),
          );
          const due = samples.flat().filter((minute) => minute >= from && minute < to);
          expect(parts.reduce((sum, { runs }) => sum + runs.length, 0)).toBe(due.length);
          for (const [i, part] of parts.entries())
            for (const { scheduledFor } of part.runs)
              expect(
                scheduledFor >= at(edges[i] as number) && scheduledFor < at(edges[i + 1] as number),
              ).toBe(true);
        },
      ),
    );
  });

  it('are in the part in which they were due, whichever sample they are from', () => {
    const parts = splitRuns([0, 60, 120].map(at), [sample(0, 60, [60]), sample(60, 120, [10])]);
    expect(parts.map(({ runs }) => runs.map(({ scheduledFor }) => scheduledFor))).toEqual([
      [at(10)],
      [at(60)],
    ]);
  });

  it('may be more where a sample of that time had more', () => {
    const parts = splitRuns([0, 60, 120, 180].map(at), [sample(0, 60, []), sample(60, 120, [61], true)]);
    expect(parts.map(({ isCapped }) => isCapped)).toEqual([false, true, false]);
  });
});
