import { ApiError } from '@punctual/contracts/api/client';
import { errorWords } from '../../../../lib/api/error-words.ts';
import { type Detail, type Sorted, sortDetails } from '../../../../lib/forms/field-errors.ts';
import { formWords } from '../../../../lib/strings/form.ts';
import { whatWords } from '../../../../lib/strings/form-what.ts';
import { fieldOfPath } from '../field-of-path.ts';
import type { JobFormValues } from '../job-form-values.ts';

export const isChangedMeanwhile = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 412;

/** Tells whether the key belongs to an earlier press with other contents, which may have made a job. */
export const isKeyReused = (error: unknown): boolean =>
  error instanceof ApiError && error.body?.code === 'IDEMPOTENCY_KEY_REUSED';

/** Puts each error of the server at its field; without details its words alone. */
export function refusal(error: unknown, values: JobFormValues): Sorted {
  if (isKeyReused(error)) return { fields: {}, rest: [formWords.reused] };
  const details = error instanceof ApiError ? (error.body?.details ?? []) : [];
  if (details.length === 0) return { fields: {}, rest: [errorWords(error)] };
  const told = isWithoutSecrets(error) ? details.map(inOwnWords) : details;
  return sortDetails(told, (path) => fieldOfPath(path, values));
}

const SECRETS = 'task.secrets';

/** Tells whether the server has no key to encrypt secrets with. */
const isWithoutSecrets = (error: unknown): boolean =>
  error instanceof ApiError && error.body?.code === 'NOT_AVAILABLE';

const inOwnWords = (detail: Detail): Detail =>
  detail.path === SECRETS ? { ...detail, message: whatWords.secrets.noKey } : detail;
