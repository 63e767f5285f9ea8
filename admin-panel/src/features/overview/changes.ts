import type { OverviewView } from '@punctual/contracts/api/overview-contract';
import { RUN_STATUSES } from '@punctual/contracts/runs/run-status';
import { overviewWords as words } from '../../lib/strings/overview.ts';
import { durationText } from '../../lib/time/durations.ts';

export type RunFigures = Pick<OverviewView, 'runs' | 'successRate' | 'lateness'>;

export const totalOf = (runs: OverviewView['runs']): number =>
  RUN_STATUSES.reduce((sum, status) => sum + runs[status], 0);

/** Formats a rate: "99.2 %", never rounded up to a hundred. */
export const rateText = (rate: number): string => words.percent(Math.floor(rate * 1_000) / 10);

/** A change in words; null where there is nothing to compare with. */
type Change = string | null;

function said(difference: number, up: (size: number) => string, down: (size: number) => string): Change {
  return difference === 0 ? words.same : difference > 0 ? up(difference) : down(-difference);
}

export const runsChange = (now: RunFigures, before: RunFigures): Change =>
  said(totalOf(now.runs) - totalOf(before.runs), words.moreRuns, words.fewerRuns);

/** Compares rates, in points of a percent, to a tenth. */
export function rateChange(now: RunFigures, before: RunFigures): Change {
  if (now.successRate === null || before.successRate === null) return null;
  const tenths = Math.round((now.successRate - before.successRate) * 1_000);
  const points = (size: number) => String(size / 10);
  return said(
    tenths,
    (size) => words.pointsUp(points(size)),
    (size) => words.pointsDown(points(size)),
  );
}

export function latenessChange(now: RunFigures, before: RunFigures): Change {
  if (now.lateness === null || before.lateness === null) return null;
  const difference = Math.round(now.lateness.p99) - Math.round(before.lateness.p99);
  return said(
    difference,
    (size) => words.slower(durationText(size)),
    (size) => words.faster(durationText(size)),
  );
}

/** Describes a change: "12 more than in the 24 hours before". */
export function changeText(change: Change, span: string): string {
  if (change === null) return words.nothingBefore(span);
  return change === words.same ? words.asBefore(span) : words.thanBefore(change, span);
}
