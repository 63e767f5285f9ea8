import type { Answer, Endpoint, Taking } from '@punctual/contracts/api/endpoint';
import type { Scope } from '@punctual/contracts/users/api-key-limits';
import {
  forbidden,
  methodNotAllowed,
  notJson,
  unauthenticated,
  validationFailed,
} from '@punctual/engine/platform/errors';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { withAudit } from '../audit/with-audit.ts';
import type { Cache } from '../compose-cache.ts';
import type { Concurrency } from '../limits/concurrency.ts';
import type { Caller, LoggedIn } from './caller.ts';
import { problemsOf } from './validation.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** What a handler is given: the validated request, who asks, and the rest where it is needed. */
export interface Call<E extends Endpoint> extends Taking<E> {
  request: Request;
  response: Response;
  /** Who asks; on public paths nobody, and an API key only where there is a scope for it. */
  caller: E['access'] extends 'public' ? null : E extends { scope: Scope } ? Caller : LoggedIn;
}

/** An answer that is JSON already. */
export class Written {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}

export type Handler<E extends Endpoint> = (call: Call<E>) => Promise<Answer<E> | Written>;

/** Rewrites a body before it is validated, for clients that speak an older dialect. */
export type Translate = (body: unknown, caller: Caller) => unknown;

/** Adds an endpoint: who may call it, is the request as described, what is done, and the answer. */
export function mount<E extends Endpoint>(
  router: Router,
  endpoint: E,
  handle: Handler<E>,
  translate?: Translate,
): void {
  const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'patch' | 'put' | 'delete';
  router[method](endpoint.path, async (request, response) => {
    const caller = admit(endpoint, response);
    const body = translate && caller ? translate(request.body, caller) : request.body;
    const taken = validate(endpoint, request, body);
    const call = { ...taken, request, response, caller } as Call<E>;
    const act = () => withAudit(endpoint, call, () => handle(call));
    const answer = await (caller ? concurrencyOf(response).run(senderOf(caller), act) : act());
    // A stream is its own answer.
    if (response.headersSent) return;
    // Who has the answer is shown nothing older than it, by any copy.
    if (request.method !== 'GET') await cacheOf(response).told();
    if (isKnown(request, response)) response.status(304).end();
    else if (endpoint.status === 204) response.status(204).end();
    else send(response.status((response.locals.status as number | undefined) ?? endpoint.status), answer);
  });
}

/** Public paths have limits of their own; who asks them is nobody that could be told from others. */
const senderOf = ({ apiKey, userId }: Caller): string => (apiKey?._id ?? userId).toHexString();

const concurrencyOf = (response: Response): Concurrency => response.app.locals.concurrency as Concurrency;

/** What is told of changes, for all routes of an app. */
const cacheOf = (response: Response): Pick<Cache, 'told'> => response.app.locals.cache as Cache;

function send(response: Response, answer: unknown): void {
  if (!(answer instanceof Written)) return void response.json(answer);
  response.setHeader('Content-Type', JSON_TYPE);
  response.end(answer.json);
}

/**
 * Whether who asks has what would be answered. Express does not say so where the request has `no-cache`, which
 * fetch adds by itself, and which is meant for caches on the way.
 */
function isKnown(request: Request, response: Response): boolean {
  const etag = response.get('etag');
  const known = request.get('if-none-match');
  if (request.method !== 'GET' || etag === undefined || known === undefined) return false;
  return known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/** Answers 405 on the paths of these endpoints for every method that none of them has. Comes after them. */
export function refuseOtherMethods(router: Router, endpoints: Endpoint[]): void {
  for (const path of new Set(endpoints.map((endpoint) => endpoint.path))) {
    const allowed = endpoints.filter((endpoint) => endpoint.path === path).map(({ method }) => method);
    router.all(path, (_request, response) => {
      response.set('Allow', allowed.join(', '));
      throw methodNotAllowed(allowed);
    });
  }
}

function admit({ access, scope }: Endpoint, response: Response): Caller | null {
  if (access === 'public') return null;
  const caller = response.locals.caller as Caller | undefined;
  if (!caller) throw unauthenticated();
  if (caller.apiKey && !scope) throw forbidden('This is not for API keys. Log in.');
  if (caller.apiKey && scope && !caller.apiKey.scopes.includes(scope))
    throw forbidden(`This API key lacks the scope ${scope}.`);
  if (access === 'admin' && caller.role !== 'admin') throw forbidden('This needs the administrator role.');
  return caller;
}

/** Of endpoints that describe none. */
const NO_PARAMETERS = z.strictObject({});

function validate(endpoint: Endpoint, request: Request, body: unknown) {
  if (endpoint.body && !request.is('application/json')) throw notJson();
  return {
    params: parse(endpoint.params, request.params),
    query: parse(endpoint.query ?? NO_PARAMETERS, request.query),
    body: parse(endpoint.body, body),
  };
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw validationFailed(problemsOf(parsed.error));
}
