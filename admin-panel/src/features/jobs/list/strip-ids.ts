import { MAX_STRIPS } from '@punctual/contracts/api/limits';
import { STEP, type Stretch } from './rows-in-view.ts';

/** Of which rows the strips are asked for: those in view and some beside them, no more than are answered at a time. */
export function stripRows({ startIndex, endIndex }: Stretch): number[] {
  const first = Math.floor(startIndex / STEP) * STEP;
  const last = Math.ceil((endIndex + 1) / STEP) * STEP;
  const start = Math.max(first, Math.min(startIndex, last - MAX_STRIPS));
  return Array.from({ length: Math.min(last - start, MAX_STRIPS) }, (_, index) => start + index);
}
