import { forbidden, notJson } from '@punctual/shared/platform/errors';
import type { Request } from 'express';

/**
 * Refuses what another site may have sent along with our cookie: the origin is ours, or there is none and
 * a header says that a script of ours (or a program) made the request, which a form cannot.
 */
export function requireSameSite(request: Request, publicUrl: URL): void {
  const origin = request.get('origin');
  const type = request.get('content-type');
  if (type && !request.is('application/json')) throw notJson();
  const own =
    origin === undefined ? request.get('x-requested-with') !== undefined : origin === publicUrl.origin;
  if (!own) throw forbidden('This request did not come from the panel.');
}
