import { validationFailed } from '@punctual/engine/platform/errors';
import { refuse } from '../http/refusal-words.ts';

export interface TimeRange {
  from: Date;
  to: Date;
}

/** A range that may be open at either end. */
export interface OpenTimeRange {
  from: Date | undefined;
  to: Date | undefined;
}

interface OpenRangeQuery {
  from?: string | undefined;
  to?: string | undefined;
}

/**
 * Parses a range of instants, from ≤ t < to.
 * @throws AppError 422 if it ends before it starts
 */
export function parseTimeRange(query: { from: string; to: string }): TimeRange;
export function parseTimeRange(query: OpenRangeQuery): OpenTimeRange;
export function parseTimeRange(query: OpenRangeQuery): OpenTimeRange {
  const from = query.from ? new Date(query.from) : undefined;
  const to = query.to ? new Date(query.to) : undefined;
  if (!from || !to || from < to) return { from, to };
  throw validationFailed([{ path: 'to', message: refuse((words) => words.endBeforeStart) }]);
}
