import type { Audited, Endpoint } from '@punctual/contracts/api/endpoint';
import { AppError } from '@punctual/engine/platform/errors';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { Types } from 'mongoose';
import { type Act, auditLogOf } from './audit-log.ts';

type Fields = Record<string, unknown>;

/** A request, and its body as it is understood. */
interface AuditedCall {
  request: Request;
  response: Response;
  body: unknown;
}

const FORBIDDEN = 403;

/** Whether somebody was denied access. The login of a disabled account is a login that is refused. */
const isDenied = (error: AppError): boolean =>
  error.status === FORBIDDEN && error.code !== 'ACCOUNT_DISABLED';

const before = new WeakMap<Request, Fields>();

/** Says what a request changes, as it was until then: it is recorded with what was asked for. */
export const recordPreviousState = (request: Request, fields: Fields): void => {
  before.set(request, fields);
};

/**
 * Carries out a request, and records it where the contract of its endpoint says so: what was done before it is
 * answered, and what was refused, for a reason that was not ours.
 */
export async function withAudit<T>(
  { audit }: Endpoint,
  { request, response, ...taken }: AuditedCall,
  act: () => Promise<T>,
): Promise<T> {
  const body = (taken.body ?? {}) as Fields;
  if (!audit || (audit.onlyWith && body[audit.onlyWith] === undefined)) return act();
  const record = (more: Pick<Act, 'code' | 'actor'>) =>
    auditLogOf(response).record({ ...factsOf(audit, request, body), ...more }, request, response);
  try {
    const answer = await act();
    await record({ code: null, ...whoIsLetIn(answer) });
    return answer;
  } catch (error) {
    // Denied access is recorded for all endpoints alike.
    if (error instanceof AppError && error.status < 500 && !isDenied(error))
      await record({ code: error.code });
    throw error;
  }
}

/** Records denied access, wherever it was denied. */
export const recordDenied: ErrorRequestHandler = async (error, request, response, next) => {
  if (error instanceof AppError && isDenied(error)) {
    const target = `${request.method} ${request.path}`;
    await auditLogOf(response).record(
      { action: 'access.denied', target, code: error.code },
      request,
      response,
    );
  }
  next(error);
};

function factsOf({ action, details = [] }: Audited, request: Request, body: Fields) {
  const kept = details.filter((name) => body[name] !== undefined).map((name) => [name, body[name]]);
  const was = before.get(request);
  const told: Fields = { ...Object.fromEntries(kept), ...(was && { before: was }) };
  return { action, target: targetOf(request, body), details: told };
}

/** The thing that the path names, or the address that somebody logs in with. */
function targetOf({ params }: Request, { email }: Fields): string | null {
  const named = params.userId ?? params.id ?? email;
  return typeof named === 'string' ? named.toLowerCase() : null;
}

/** Of logins and registrations: whose request it was is known by the answer only. */
function whoIsLetIn(answer: unknown): { actor: Types.ObjectId } | object {
  const { user, accessToken } = (answer ?? {}) as { user?: { id: string }; accessToken?: unknown };
  return user && accessToken ? { actor: new Types.ObjectId(user.id) } : {};
}
