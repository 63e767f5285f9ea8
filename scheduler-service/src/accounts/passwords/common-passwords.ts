import { MIN_PASSWORD } from '@punctual/contracts/users/user-limits';
import { validationFailed } from '@punctual/engine/platform/errors';
import { dictionary } from '@zxcvbn-ts/language-common';
import { refuse } from '../../http/refusal-words.ts';

/** The most common passwords that are long enough: about 18,000, in lower case. */
const COMMON = new Set(
  dictionary['passwords-common'].filter((password: string) => password.length >= MIN_PASSWORD),
);

/** Says if a password is one of those that attackers try first, in any case. */
export const isCommonPassword = (password: string): boolean => COMMON.has(password.toLowerCase());

/**
 * Refuses a password that many have chosen.
 * @throws AppError 422 at the field of this path
 */
export function refuseCommonPassword(password: string, path: string): void {
  if (!isCommonPassword(password)) return;
  const message = refuse((words) => words.commonPassword);
  throw validationFailed([{ path, message }]);
}
