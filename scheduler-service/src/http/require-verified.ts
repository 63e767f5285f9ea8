import { AppError } from '@punctual/engine/platform/errors';
import type { Caller } from './caller.ts';
import { refuse } from './refusal-words.ts';

/**
 * Requires a verified email address, where the settings do.
 * @throws AppError 403
 */
export function requireVerified({ isVerified }: Caller): void {
  if (isVerified) return;
  throw new AppError(
    403,
    'EMAIL_NOT_VERIFIED',
    refuse((words) => words.emailNotVerified),
  );
}
