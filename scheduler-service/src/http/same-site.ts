import { forbidden, notJson } from '@punctual/engine/platform/errors';
import type { Request } from 'express';
import { refuse } from './refusal-words.ts';

const JSON_TYPE = /^application\/json(\s*;|$)/i;

/**
 * Refuses a request that another site may have sent along with our cookie. Its origin must be ours; or there is none,
 * and a header says that a script of ours (or a program) made the request, which a form cannot set.
 */
export function requireSameSite(request: Request, publicUrl: URL): void {
  const origin = request.get('origin');
  // Not request.is(), which says no to every type where there is no body, as here there need not be one.
  const type = request.get('content-type');
  if (type && !JSON_TYPE.test(type)) throw notJson();
  const own =
    origin === undefined ? request.get('x-requested-with') !== undefined : origin === publicUrl.origin;
  if (!own) throw forbidden(refuse((words) => words.otherSite));
}
