import { z } from 'zod';
import { secondFactorCode, secondFactorView } from '../users/second-factor.ts';
import { currentPassword } from '../users/user.ts';
import { userIdParams } from './common.ts';
import { endpoint } from './endpoint.ts';

/** Is left out only by accounts that have none. */
const password = currentPassword.optional();

const recoveryCodes = z.object({
  /** Shown this once: only hashes of them are kept. */
  recoveryCodes: z.array(z.string()),
});

export const getSecondFactor = endpoint({
  method: 'GET',
  path: '/auth/second-factor',
  summary: 'Whether your account has a second factor',
  access: 'user',
  beforeSecondFactor: true,
  status: 200,
  response: secondFactorView,
});

export const setUpSecondFactor = endpoint({
  method: 'POST',
  path: '/auth/second-factor/setup',
  summary: 'Get a secret for an authenticator app',
  description:
    'Nothing changes until a code of the app confirms it, within ten minutes. A second request replaces the secret of the first. Answers 409 if there is a second factor already.',
  access: 'user',
  beforeSecondFactor: true,
  body: z.strictObject({ password }),
  status: 200,
  response: z.object({
    /** In Base32, to be typed into an app. */
    secret: z.string(),
    /** An `otpauth:` address with this secret, to be shown as a QR code. */
    uri: z.string(),
  }),
});

export const confirmSecondFactor = endpoint({
  method: 'POST',
  path: '/auth/second-factor/confirm',
  summary: 'Switch the second factor on by a code of the app; all your other logins end',
  access: 'user',
  beforeSecondFactor: true,
  body: z.strictObject({ code: secondFactorCode }),
  status: 200,
  response: recoveryCodes,
  audit: { action: 'auth.factorOn' },
});

export const renewRecoveryCodes = endpoint({
  method: 'POST',
  path: '/auth/second-factor/recovery-codes',
  summary: 'Get other recovery codes; those from before are no longer valid',
  access: 'user',
  body: z.strictObject({ password, code: secondFactorCode }),
  status: 200,
  response: recoveryCodes,
  audit: { action: 'auth.recoveryCodes' },
});

export const removeSecondFactor = endpoint({
  method: 'POST',
  path: '/auth/second-factor/remove',
  summary: 'Switch the second factor off, by your password and a code; all your other logins end',
  access: 'user',
  body: z.strictObject({ password, code: secondFactorCode }),
  status: 204,
  audit: { action: 'auth.factorOff' },
});

export const adminRemoveSecondFactor = endpoint({
  method: 'DELETE',
  path: '/admin/users/:userId/second-factor',
  summary: 'Remove the second factor of somebody who has lost it; all their logins end',
  description: 'API keys stay. Answers 409 for your own account: switch yours off by a code.',
  access: 'admin',
  params: userIdParams,
  status: 204,
  audit: { action: 'user.factor' },
});
