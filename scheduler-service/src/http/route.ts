import type { Endpoint, Taking } from '@punctual/contracts/api/endpoint';
import type { Language } from '@punctual/contracts/language';
import type { Scope } from '@punctual/contracts/users/api-key-limits';
import { safeParse } from '@punctual/contracts/validation';
import { methodNotAllowed, notJson, validationFailed } from '@punctual/engine/platform/errors';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { checkAccess } from './access.ts';
import type { Caller, LoggedIn } from './caller.ts';
import { parseEtags } from './etag.ts';
import { JsonText, type Outcome, type Reply, toReply } from './reply.ts';
import type { RequestContext } from './request-context.ts';
import type { Router } from './router.ts';
import { formatProblems } from './validation.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** The validated request that a handler is given, its caller, and the rest for where it is needed. */
export interface Call<E extends Endpoint> extends Taking<E> {
  request: Request;
  response: Response;
  context: RequestContext;
  /** On public paths null; with an API key only where there is a scope for it. */
  caller: E['access'] extends 'public'
    ? null
    : E extends { scope: Scope | readonly Scope[] }
      ? Caller
      : LoggedIn;
}

/** Carries out a request; its answer may also be one that was kept from an earlier request, as it was written then. */
export type Handler<E extends Endpoint> = (call: Call<E>) => Promise<Outcome<E> | Reply<number, JsonText>>;

/** Rewrites a body before it is validated, for clients that speak an older dialect. */
export type Translate = (body: unknown, caller: Caller) => unknown;

/** Adds an endpoint: checks the caller and the request, carries it out with all that goes around it, and answers. */
export function mount<E extends Endpoint>(
  router: Router,
  endpoint: E,
  handle: Handler<E>,
  translate?: Translate,
): void {
  const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'patch' | 'put' | 'delete';
  const carryOut = router.wrap<Call<E>>(endpoint, handle);
  router.express[method](endpoint.path, async (request, response) => {
    const { context } = request;
    const caller = checkAccess(endpoint, context.caller);
    const body = translate && caller ? translate(request.body, caller) : request.body;
    const taken = validate(endpoint, request, body);
    const outcome = await carryOut({ ...taken, request, response, context, caller } as Call<E>);
    // A stream is its own answer.
    if (response.headersSent) return;
    if (isKnown(request, response)) response.status(304).end();
    else send(response, toReply(endpoint, outcome));
  });
}

function send(response: Response, { status, body }: Reply): void {
  response.status(status);
  if (status === 204) response.end();
  else if (body instanceof JsonText) response.setHeader('Content-Type', JSON_TYPE).end(body.json);
  else response.json(body);
}

/**
 * Tells whether the client has this answer. Express does not say so where the request has `no-cache`, which
 * fetch adds by itself, and which is meant for caches on the way.
 */
function isKnown(request: Request, response: Response): boolean {
  const etag = response.get('etag');
  const known = request.get('if-none-match');
  if (request.method !== 'GET' || etag === undefined || known === undefined) return false;
  return known.trim() === '*' || parseEtags(known).some((tag) => `"${tag}"` === etag);
}

/** Answers 405 on the paths of these endpoints for every method that none of them has. Comes after them. */
export function refuseOtherMethods(router: Router, endpoints: Endpoint[]): void {
  for (const path of new Set(endpoints.map((endpoint) => endpoint.path))) {
    const allowed = endpoints.filter((endpoint) => endpoint.path === path).map(({ method }) => method);
    router.express.all(path, (_request, response) => {
      response.set('Allow', allowed.join(', '));
      throw methodNotAllowed(allowed);
    });
  }
}

/** Validates the query of endpoints that describe none. */
const NO_PARAMETERS = z.strictObject({});

function validate(endpoint: Endpoint, request: Request, body: unknown) {
  if (endpoint.body && !request.is('application/json')) throw notJson();
  const { language } = request.context;
  return {
    params: parse(endpoint.params, request.params, language),
    query: parse(endpoint.query ?? NO_PARAMETERS, request.query, language),
    body: parse(endpoint.body, body, language),
  };
}

function parse(schema: z.ZodType | undefined, value: unknown, language: Language): unknown {
  if (!schema) return undefined;
  const parsed = safeParse(schema, value, language);
  if (parsed.success) return parsed.data;
  throw validationFailed(formatProblems(parsed.error));
}
