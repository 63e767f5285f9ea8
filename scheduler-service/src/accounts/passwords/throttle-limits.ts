import type { ThrottleLimit } from './throttle-store.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The waits grow and never become a lock: after each there is another try. */
const WAITS = [30 * SECOND, MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE, 15 * MINUTE];
/** All wait together only for moments, because most of them are not the attacker. */
const SHORT_WAITS = [SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND, 15 * SECOND];
/** Mails to one address: more would be a nuisance to a user who did not ask for them. */
const MAILS_PER_HOUR = 3;
/** All client addresses together may do this many times what one may. */
const OVERALL_FACTOR = 10;

/** Numbers of tries without a wait: see docs/settings.md. */
export interface FreeAttempts {
  loginFailures: number;
  loginFailuresPerIp: number;
  loginFailuresOverall: number;
  registrationsPerIp: number;
}

export type ThrottleLimits = ReturnType<typeof createThrottleLimits>;

export const createThrottleLimits = (free: FreeAttempts) =>
  ({
    login: {
      account: { free: free.loginFailures, windowMs: DAY, waitsMs: WAITS },
      network: { free: free.loginFailuresPerIp, windowMs: HOUR, waitsMs: WAITS },
      everybody: { free: free.loginFailuresOverall, windowMs: MINUTE, waitsMs: SHORT_WAITS },
    },
    registration: {
      network: { free: free.registrationsPerIp, windowMs: HOUR, waitsMs: WAITS },
      everybody: { free: free.registrationsPerIp * OVERALL_FACTOR, windowMs: HOUR, waitsMs: SHORT_WAITS },
    },
    mail: { free: MAILS_PER_HOUR, windowMs: HOUR, waitsMs: [HOUR] },
  }) satisfies Record<string, ThrottleLimit | Record<string, ThrottleLimit>>;
