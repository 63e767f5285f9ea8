import type { ThrottleLimit } from './throttle-store.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Grows, and never becomes a lock: whoever waits gets another try. */
const WAITS = [30 * SECOND, MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE, 15 * MINUTE];
/** Everybody waits together only for moments: it is the many who are attacked. */
const SHORT_WAITS = [SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND, 15 * SECOND];
/** Mails to one address: more would be a nuisance to whoever did not ask for them. */
const MAILS_PER_HOUR = 3;
/** So many times what one address may do is what all of them together may. */
const ALL_TOGETHER = 10;

/** How many tries are free: see docs/settings.md. */
export interface FreeAttempts {
  loginFailures: number;
  loginFailuresPerIp: number;
  loginFailuresOverall: number;
  registrationsPerIp: number;
}

export type ThrottleLimits = ReturnType<typeof throttleLimits>;

export const throttleLimits = (free: FreeAttempts) =>
  ({
    login: {
      account: { free: free.loginFailures, windowMs: DAY, waitsMs: WAITS },
      network: { free: free.loginFailuresPerIp, windowMs: HOUR, waitsMs: WAITS },
      everybody: { free: free.loginFailuresOverall, windowMs: MINUTE, waitsMs: SHORT_WAITS },
    },
    registration: {
      network: { free: free.registrationsPerIp, windowMs: HOUR, waitsMs: WAITS },
      everybody: { free: free.registrationsPerIp * ALL_TOGETHER, windowMs: HOUR, waitsMs: SHORT_WAITS },
    },
    mail: { free: MAILS_PER_HOUR, windowMs: HOUR, waitsMs: [HOUR] },
  }) satisfies Record<string, ThrottleLimit | Record<string, ThrottleLimit>>;
