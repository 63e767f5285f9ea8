import { z } from 'zod';

const CODE_LIMIT = 40;

/**
 * The second factor of an account: `on`, `off`, or `due` where the settings demand one that is not set up yet, so that
 * the account can do nothing else.
 */
export const SECOND_FACTOR_STATES = ['on', 'off', 'due'] as const;
export type SecondFactorState = (typeof SECOND_FACTOR_STATES)[number];

/** A code as typed, of an authenticator app or for recovery: case, blanks and dashes do not matter. */
export const secondFactorCode = z
  .string({ error: 'Enter the code.' })
  .trim()
  .min(1, 'Enter the code.')
  .max(CODE_LIMIT, 'This is not a code.');

/** The second factor of one's own account. */
export const secondFactorView = z.object({
  state: z.enum(SECOND_FACTOR_STATES),
  /** False where the settings lack a key to keep its secret with. */
  available: z.boolean(),
  /** The time at which it was set up; null without one. */
  since: z.iso.datetime().nullable(),
  /** Recovery codes that have not been used. */
  recoveryCodesLeft: z.number().int(),
});
