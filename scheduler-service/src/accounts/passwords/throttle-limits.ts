import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import type { ThrottleLimit } from './throttle-store.ts';

/** The waits grow and never become a lock: after each there is another try. */
const WAITS = [30 * SECOND_MS, MINUTE_MS, 2 * MINUTE_MS, 4 * MINUTE_MS, 8 * MINUTE_MS, 15 * MINUTE_MS];
/** Strangers wait for an account that many guess at, only so long that its owner gets in from a new device too. */
const DELAYS = [5 * SECOND_MS, 10 * SECOND_MS, 20 * SECOND_MS, 30 * SECOND_MS];
/** All wait together only for moments, because most of them are not the attacker. */
const SHORT_WAITS = [SECOND_MS, 2 * SECOND_MS, 4 * SECOND_MS, 8 * SECOND_MS, 15 * SECOND_MS];
/** Mails to one address: more would be a nuisance to a user who did not ask for them. */
const MAILS_PER_HOUR = 3;
/** All client addresses together may do this many times what one may. */
const OVERALL_FACTOR = 10;
/** The wider networks of IPv6 (/56, /48) may do this many times what a client may: they have other clients. */
const WIDER = { account: 2, network: 4 };

/** Numbers of tries without a wait: see docs/settings.md. */
export interface FreeAttempts {
  loginFailures: number;
  loginFailuresPerIp: number;
  loginFailuresOverall: number;
  registrationsPerIp: number;
}

/** The wider networks around a client may do a multiple of it. */
type Limit = ThrottleLimit & { widerFactor?: number };

export type ThrottleLimits = ReturnType<typeof createThrottleLimits>;

export const createThrottleLimits = (free: FreeAttempts) =>
  ({
    login: {
      account: {
        free: free.loginFailures,
        windowMs: DAY_MS,
        waitsMs: WAITS,
        widerFactor: WIDER.account,
      },
      accountOverall: { free: free.loginFailures * OVERALL_FACTOR, windowMs: DAY_MS, waitsMs: DELAYS },
      network: {
        free: free.loginFailuresPerIp,
        windowMs: HOUR_MS,
        waitsMs: WAITS,
        widerFactor: WIDER.network,
      },
      everybody: { free: free.loginFailuresOverall, windowMs: MINUTE_MS, waitsMs: SHORT_WAITS },
    },
    registration: {
      network: {
        free: free.registrationsPerIp,
        windowMs: HOUR_MS,
        waitsMs: WAITS,
        widerFactor: WIDER.network,
      },
      everybody: { free: free.registrationsPerIp * OVERALL_FACTOR, windowMs: HOUR_MS, waitsMs: SHORT_WAITS },
    },
    mail: { free: MAILS_PER_HOUR, windowMs: HOUR_MS, waitsMs: [HOUR_MS] },
  }) satisfies Record<string, Limit | Record<string, Limit>>;
