import type { secondStep } from '@punctual/contracts/api/auth-contract';
import { ApiError, call } from '@punctual/contracts/api/client';
import type { CodeKind } from '../../../components/code-input.tsx';
import { publicFetch } from '../../../lib/api/api-fetch.ts';
import type { Sorted } from '../../../lib/forms/field-errors.ts';
import { refusalOf } from '../../../lib/forms/refusal.ts';
import { accountWords } from '../../../lib/strings/account.ts';
import { beginSession } from './begin-session.ts';
import type { HalfLogin } from './login.ts';

/** Continues a login by a code; `over` where it has to begin again. */
export async function takeSecondStep(
  { pendingLogin }: HalfLogin,
  code: string,
  kind: CodeKind,
): Promise<'in' | 'over' | Sorted> {
  try {
    const body = { pendingLogin, code };
    beginSession(await call<typeof secondStep>(publicFetch, 'POST /auth/login/second-step', { body }));
    return 'in';
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) return refusalOf(error, ['code']);
    return error.body?.code === 'WRONG_CODE'
      ? { fields: { code: accountWords.secondStep.wrong[kind] }, rest: [] }
      : 'over';
  }
}
