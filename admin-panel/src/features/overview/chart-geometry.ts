import type { OverviewView } from '@punctual/contracts/api/overview-contract';
import type { RunStatus } from '@punctual/contracts/runs/run-status';

export type Bucket = OverviewView['buckets'][number];

/** The order of a bar from the ground up: what went well carries the rest, so that failures are on top. */
export const STACK: readonly RunStatus[] = [
  'COMPLETED',
  'RUNNING',
  'PENDING',
  'SKIPPED',
  'CANCELED',
  'FAILED',
];

/** A part of a bar; in units of the chart, y from the top. */
export interface BarPart {
  status: RunStatus;
  y: number;
  height: number;
}

/** The least height of a part: one failure among a thousand runs is seen, too. */
const MIN_HEIGHT = 3;

/** Divides one bar, `perRun` high for each run; parts that are enlarged to be seen push up the others. */
export function barOf({ runs }: Bucket, perRun: number, height: number): BarPart[] {
  const sizes = STACK.filter((status) => runs[status] > 0).map((status) => ({
    status,
    height: Math.max(MIN_HEIGHT, runs[status] * perRun),
  }));
  const sum = sizes.reduce((total, part) => total + part.height, 0);
  const shrink = Math.min(1, height / sum);
  let top = height;
  return sizes.map(({ status, height: size }) => {
    const scaled = size * shrink;
    top -= scaled;
    return { status, y: top, height: scaled };
  });
}

/** Rounds the largest value up for the scale: 1, 2 or 5 times a power of ten. */
export function niceMax(largest: number): number {
  if (largest <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= largest) ?? 10;
  return step * power;
}

export interface Point {
  x: number;
  y: number;
}

/**
 * Draws lines through values at even distances; with a gap where there is no value, so that nothing is drawn
 * that was not.
 */
export function linesOf(
  values: readonly (number | null)[],
  max: number,
  width: number,
  height: number,
): Point[][] {
  const step = width / values.length;
  const lines: Point[][] = [];
  let line: Point[] | null = null;
  values.forEach((value, index) => {
    if (value === null) {
      line = null;
      return;
    }
    if (line === null) {
      line = [];
      lines.push(line);
    }
    line.push({ x: (index + 0.5) * step, y: height - (Math.min(value, max) / max) * height });
  });
  return lines;
}
