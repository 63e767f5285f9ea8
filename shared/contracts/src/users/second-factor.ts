import { z } from 'zod';
import { speaking } from '../validation.ts';
import { USER_WORDS } from './user-words.ts';

const says = speaking(USER_WORDS);
const enterCode = says((words) => words.code);

const CODE_LIMIT = 40;

/**
 * The second factor of an account: `on`, `off`, or `due` where the settings demand one that is not set up yet, so that
 * the account can do nothing else.
 */
export const SECOND_FACTOR_STATES = ['on', 'off', 'due'] as const;
export type SecondFactorState = (typeof SECOND_FACTOR_STATES)[number];

/** A code as typed, of an authenticator app or for recovery: case, blanks and dashes do not matter. */
export const secondFactorCode = z
  .string(enterCode)
  .trim()
  .min(1, enterCode)
  .max(
    CODE_LIMIT,
    says((words) => words.noCode),
  );

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
