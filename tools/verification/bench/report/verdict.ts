import { median } from '../../support/measuring/statistics.ts';
import type { Budget, Finding } from './finding.ts';

/** So far within its limit a figure has to be before it counts as held: the next machine is another one. */
const MARGIN = 0.2;

const percent = (share: number): string => `${Math.round(Math.abs(share) * 100)} %`;

/** Computes the distance from the limit as a share of the limit; negative when the value is beyond it. */
function room(value: number, { limit, sense }: Budget): number {
  const within = sense === 'atMost' ? limit - value : value - limit;
  return limit === 0 ? within : within / limit;
}

export function verdict({ values, budget }: Finding): string {
  if (!budget) return '';
  const value = median(values);
  if (!Number.isFinite(value)) return 'NOT MEASURED';
  const share = room(value, budget);
  if (budget.limit === 0) return share >= 0 ? 'held' : 'MISSED';
  if (share < 0) return `MISSED by ${percent(share)}`;
  return share < MARGIN ? `margin only ${percent(share)}` : 'held';
}
