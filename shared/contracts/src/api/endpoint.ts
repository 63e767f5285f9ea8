import type { z } from 'zod';
import type { Scope } from '../users/api-key-limits.ts';
import type { AuditAction } from './audit-actions.ts';

/** The callers that an endpoint allows; `user`: everyone who is logged in. */
export type Access = 'public' | 'user' | 'admin';

/** Headers that some endpoints honour, which bring refusals of their own: 412, and 409 or 422. */
export type HeededHeader = 'If-Match' | 'Idempotency-Key' | 'If-None-Match';

/** An entry that an endpoint leaves in the audit log. */
export interface Audited {
  action: AuditAction;
  /** Fields of the body that are recorded with it: none that is secret. */
  details?: readonly string[];
  /** Only requests whose body has this field are recorded. */
  onlyWith?: string;
}

/**
 * Describes an endpoint, in one place only: the server validates by it, clients are typed by it, and the OpenAPI
 * document is made of it.
 */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Express style: `/users/jobs/:id`. */
  path: string;
  summary: string;
  /** More than fits into the summary: what a caller could not guess. */
  description?: string;
  access: Access;
  /** The scope that an API key needs. Without one, the endpoint is for logged-in users only. */
  scope?: Scope;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** The status of success, and the shape of its body; no shape means no body. */
  status: 200 | 201 | 202 | 204;
  response?: z.ZodType;
  /** Other statuses under which the same body is answered. */
  otherStatuses?: readonly number[];
  /** The type of an answer that is not JSON; `response` is left out then. */
  contentType?: 'text/plain' | 'text/event-stream';
  heeds?: readonly HeededHeader[];
  /** Its entry in the audit log; none by default. */
  audit?: Audited;
  /** Statuses of refusals that do not follow from the rest. */
  refuses?: readonly number[];
}

/** Keeps the exact types of a description. */
export const endpoint = <const E extends Endpoint>(description: E): E => description;

type Sent<S> = S extends z.ZodType ? z.input<S> : undefined;
type Taken<S> = S extends z.ZodType ? z.output<S> : undefined;

/** The input of a handler of this endpoint, after validation. */
export interface Taking<E extends Endpoint> {
  params: Taken<E['params']>;
  query: Taken<E['query']>;
  body: Taken<E['body']>;
}

/** The input of this endpoint as a caller sends it. */
export type Sending<E extends Endpoint> = (E['params'] extends z.ZodType
  ? { params: Sent<E['params']> }
  : object) &
  (E['query'] extends z.ZodType ? { query?: Sent<E['query']> } : object) &
  (E['body'] extends z.ZodType ? { body: Sent<E['body']> } : object);

/** The body of the endpoint's answer. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler without a body to give returns nothing
export type Answer<E extends Endpoint> = E['response'] extends z.ZodType ? z.output<E['response']> : void;
