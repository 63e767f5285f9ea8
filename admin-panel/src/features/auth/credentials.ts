import { ApiError } from '@punctual/contracts/api/client';
import type { FieldErrors, Sorted } from '../../lib/forms/field-errors.ts';
import { refusalOf } from '../../lib/forms/refusal.ts';
import { en } from '../../lib/strings/en.ts';

export interface Credentials {
  email: string;
  password: string;
  name: string;
}

const FIELDS = ['email', 'password', 'name'];

/** Checks what can be judged without the server. */
export function checkCredentials(
  values: Credentials,
  words: { password: string },
  minPassword: number,
): FieldErrors {
  const wrong: FieldErrors = values.password.length < minPassword ? { password: words.password } : {};
  return { ...checkEmail(values), ...wrong };
}

export function checkEmail({ email }: { email: string }): FieldErrors {
  if (email.trim() === '') return { email: en.auth.enterEmail };
  return /^[^\s@]+@[^\s@]+$/.test(email.trim()) ? {} : { email: en.auth.emailForm };
}

/** Puts the server's refusal into the words of the form. */
export function refusal(error: unknown): Sorted {
  if (error instanceof ApiError && error.status === 401) return { fields: {}, rest: [en.auth.login.wrong] };
  if (error instanceof ApiError && error.body?.code === 'ACCOUNT_DISABLED')
    return { fields: {}, rest: [en.auth.login.disabled] };
  if (error instanceof ApiError && error.status === 409)
    return { fields: { email: en.auth.register.taken }, rest: [] };
  return refusalOf(error, FIELDS);
}
