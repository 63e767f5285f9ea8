import { z } from 'zod';
import { LANGUAGES } from '../language.ts';
import { speaking } from '../validation.ts';
import { plainText } from './plain-text.ts';
import { SECOND_FACTOR_STATES } from './second-factor.ts';
import { MAX_PASSWORD, MIN_PASSWORD, TIMEZONE_LIMIT, USER_NAME_LIMIT } from './user-limits.ts';
import { USER_WORDS } from './user-words.ts';

const says = speaking(USER_WORDS);
const role = says((words) => words.role);
const passwordHint = says((words) => words.passwordHint);
const enterCurrent = says((words) => words.currentPassword);

const ROLES = ['user', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** A role as sent: any case is taken. */
export const roleInput = z.string(role).toLowerCase().pipe(z.enum(ROLES, role));

/** A user as the API shows it. */
export const userView = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(ROLES),
  timezone: z.string(),
  /** The language of what the service says; null where that is by browser. */
  language: z.enum(LANGUAGES).nullable(),
  secondFactor: z.enum(SECOND_FACTOR_STATES),
  /** False for an account that was made by a login through a provider, until a password is chosen by a mailed link. */
  hasPassword: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type UserView = z.infer<typeof userView>;

/** The owner of something, as administrators see it. */
export const ownerView = z.object({ id: z.string(), email: z.string() });

/** A user as administrators see them. */
export const managedUserView = userView.extend({ disabled: z.boolean() });
export type ManagedUserView = z.infer<typeof managedUserView>;

/** A user in the list of administrators, with figures of the account. */
export const listedUserView = managedUserView.extend({
  /** Counted up to `USER_JOBS_CAP`. */
  jobs: z.number().int(),
  /** Failing jobs, by the rule of `failing=true` of lists of jobs, of those that were counted. */
  failing: z.number().int(),
  /** To some minutes; where all its logins have ended, its last act in the audit log. Null where none is known. */
  lastSeenAt: z.iso.datetime().nullable(),
});
export type ListedUserView = z.infer<typeof listedUserView>;

/** A password as chosen: any characters, taken exactly as typed. */
export const newPassword = z
  .string(passwordHint)
  .min(MIN_PASSWORD, passwordHint)
  .max(
    MAX_PASSWORD,
    says((words) => words.longestPassword(MAX_PASSWORD)),
  );

/** The password that an account has, as typed. */
export const currentPassword = z.string(enterCurrent).min(1, enterCurrent).max(MAX_PASSWORD);

/** Facts that users state about themselves. The zone is checked where zones are known. */
export const profileInput = z.strictObject({
  name: plainText().max(USER_NAME_LIMIT).nullable(),
  timezone: z.string().max(TIMEZONE_LIMIT),
  language: z.enum(LANGUAGES).nullable(),
});

/** A login of one's own. */
export const sessionView = z.object({
  id: z.string(),
  /** True for the login that asks. */
  current: z.boolean(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** The time of the last renewal, and the time of the end, at the latest. */
  renewedAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
});
export type SessionView = z.infer<typeof sessionView>;
