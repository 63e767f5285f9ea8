const SOON_MS = 60_000;

/** Due within a minute, or overdue by less than that. */
export const dueSoon = (nextRunAt: string | null, now = Date.now()): boolean =>
  nextRunAt !== null && Math.abs(Date.parse(nextRunAt) - now) <= SOON_MS;
