import { MINUTE_MS } from '@punctual/contracts/time';

const SOON_MS = MINUTE_MS;

/** Due within a minute, or overdue by less than that. */
export const dueSoon = (nextRunAt: string | null, now = Date.now()): boolean =>
  nextRunAt !== null && Math.abs(Date.parse(nextRunAt) - now) <= SOON_MS;
