import { MINUTE_MS } from '@punctual/contracts/time';

const SOON_MS = MINUTE_MS;

/** Tells whether an instant is within a minute, or was less than that ago. */
export const dueSoon = (nextRunAt: string | null, now = Date.now()): boolean =>
  nextRunAt !== null && Math.abs(Date.parse(nextRunAt) - now) <= SOON_MS;
