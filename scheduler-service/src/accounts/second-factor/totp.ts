import { SECOND_MS } from '@punctual/contracts/time';
import { APP_CODE_DIGITS } from '@punctual/contracts/users/user-limits';
import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
/** A code of the step before or after is taken too: phones and servers disagree by some seconds. */
const WINDOW = 1;
const SECRET_BYTES = 20;

/** The settings that every authenticator app understands: RFC 6238 with SHA-1, six digits, 30 seconds. */
const build = (secret: Secret, label = '') =>
  new TOTP({
    issuer: 'Punctual',
    label,
    algorithm: 'SHA1',
    digits: APP_CODE_DIGITS,
    period: PERIOD_SECONDS,
    secret,
  });

/** Creates a secret, in Base32. */
export const createSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** Builds the `otpauth:` address by which an app takes a secret for an account. */
export const buildUri = (secret: string, email: string): string =>
  build(Secret.fromBase32(secret), email).toString();

/** Finds the step of time whose code this is, near `now`; null if it is another code. */
export function findStep(secret: string, code: string, now: Date): number | null {
  const delta = build(Secret.fromBase32(secret)).validate({
    token: code,
    timestamp: now.getTime(),
    window: WINDOW,
  });
  return delta === null ? null : Math.floor(now.getTime() / SECOND_MS / PERIOD_SECONDS) + delta;
}
