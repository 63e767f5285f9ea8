import type { Audited } from '@punctual/contracts/api/endpoint';
import { canonicalEmail } from '@punctual/contracts/users/email-address';
import { AppError } from '@punctual/engine/platform/errors';
import type { ErrorRequestHandler } from 'express';
import { JsonText, Reply } from '../http/reply.ts';
import type { AnyCall, Around } from '../http/router.ts';
import type { AuditLog } from './audit-log.ts';

type Fields = Record<string, unknown>;

const FORBIDDEN = 403;

/** Tells denied access from other refusals. The login of a disabled account is a login that is refused. */
const isDenied = (error: AppError): boolean =>
  error.status === FORBIDDEN && error.code !== 'ACCOUNT_DISABLED';

/** Tells the answer that was kept from an earlier request of the same key: this one did nothing, and that one is recorded. */
const isRepeated = (outcome: unknown): boolean =>
  outcome instanceof Reply && outcome.body instanceof JsonText;

/**
 * Records the requests of endpoints whose contract says so: what was done, before it is answered, and what was
 * refused for a reason that was not ours.
 */
export const withAudit =
  (log: AuditLog): Around =>
  ({ audit }) => {
    if (!audit) return null;
    return async (call, next) => {
      const body = (call.body ?? {}) as Fields;
      const record = (code: string | null) =>
        log.record({ ...describeAct(audit, call, body), code }, call.request);
      try {
        const outcome = await next();
        if (!isRepeated(outcome)) await record(null);
        return outcome;
      } catch (error) {
        // Denied access is recorded for all endpoints alike.
        if (error instanceof AppError && error.status < 500 && !isDenied(error)) await record(error.code);
        throw error;
      }
    };
  };

/** Records denied access, wherever it was denied. */
export const recordDenied =
  (log: AuditLog): ErrorRequestHandler =>
  async (error, request, _response, next) => {
    if (error instanceof AppError && isDenied(error)) {
      const target = `${request.method} ${request.path}`;
      await log.record({ action: 'access.denied', target, code: error.code }, request);
    }
    next(error);
  };

function describeAct({ action, details: names = [] }: Audited, { request, context }: AnyCall, body: Fields) {
  const details = Object.fromEntries(
    names.filter((name) => body[name] !== undefined).map((name) => [name, body[name]]),
  );
  if (context.previousState) details.before = context.previousState;
  const target = context.made?.toHexString() ?? findTarget(request.params, body);
  return { action, target, details: { ...details, ...context.effects } };
}

/** Finds the id that the path names, or the address of a login. */
function findTarget(params: Fields, { email }: Fields): string | null {
  const named = params.userId ?? params.id ?? email;
  return typeof named === 'string' ? (canonicalEmail(named) ?? named.toLowerCase()) : null;
}
