import { SECOND_MS } from '../time.ts';

/** Values of a schedule's fields that a client leaves out. Forms open with the same. */
export const SCHEDULE_DEFAULTS = {
  dst: { gap: 'shift', overlap: 'once' },
  jitterMs: 0,
} as const;

/** The smallest gap between two runs unless the setting MIN_INTERVAL says otherwise. */
export const DEFAULT_MIN_INTERVAL_MS = SECOND_MS;
