import { DAY_MS } from '../time.ts';

/** Bounds of texts, in characters. */
export const EMAIL_LIMIT = 254;
export const USER_NAME_LIMIT = 100;
export const TIMEZONE_LIMIT = 64;
export const MIN_PASSWORD = 8;
export const MAX_PASSWORD = 256;
export const PASSWORD_HINT = `Use ${MIN_PASSWORD} characters or more; 15 are better.`;

/** A login ends after this time at the latest, however often it is renewed. */
export const SESSION_LIMIT_MS = 30 * DAY_MS;

/** Digits of a code of an authenticator app. */
export const APP_CODE_DIGITS = 6;
/** Recovery codes that an account is given at once; each may be used once. */
export const RECOVERY_CODES = 10;
/** Logins of an account; one more ends the oldest. */
export const MAX_SESSIONS = 100;
