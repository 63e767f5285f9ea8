import { AppError } from '@punctual/engine/platform/errors';
import { expect, test } from 'vitest';
import { isCommonPassword, refuseCommonPassword } from './common-passwords.ts';

test.each(['password1', 'PassWord1', '12345678', 'qwertyuiop', 'iloveyou1', 'sunshine1'])(
  'common passwords: %s is one of those that are tried first',
  (password) => {
    expect(isCommonPassword(password)).toBe(true);
  },
);

test.each(['correct horse battery staple', ' password1', 'x7#mQ!w9zLpe', ''])(
  'common passwords: %j is not one of those that are tried first',
  (password) => {
    expect(isCommonPassword(password)).toBe(false);
  },
);

test('a common password is refused at its field, and not repeated in the error', () => {
  const refuse = () => refuseCommonPassword('password1', 'next');
  expect(refuse).toThrow(AppError);
  expect(refuse).toThrow(
    expect.objectContaining({ status: 422, details: [expect.objectContaining({ path: 'next' })] }),
  );
  expect(refuse).not.toThrow(/password1/);
});
