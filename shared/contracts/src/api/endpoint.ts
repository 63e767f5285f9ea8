import type { z } from 'zod';
import type { Scope } from '../users/api-key-limits.ts';
import type { AuditAction } from './audit-actions.ts';

/** Access to an endpoint: `user` lets in every account that is logged in, `admin` administrators only. */
type Access = 'public' | 'user' | 'admin';

/** Names a part of the data that an answer depends on: all jobs of the caller, or the job of the `:id` in the path. */
export type CacheTag = 'ownJobs' | 'job';

/** Headers that some endpoints honour, which bring refusals of their own: 412, and 409 or 422. */
export type HeededHeader = 'If-Match' | 'Idempotency-Key' | 'If-None-Match';

/** An entry that an endpoint leaves in the audit log. */
export interface Audited {
  action: AuditAction;
  /** Fields of the body that are recorded with it: none that is secret. */
  details?: readonly string[];
}

/**
 * Describes the request and the answer of one endpoint, in this one place. The server validates by it, the panel's
 * client is typed by it, and the OpenAPI document is made of it.
 */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Express style: `/users/jobs/:id`. */
  path: string;
  summary: string;
  /** More than fits into the summary: what a caller could not guess. */
  description?: string;
  access: Access;
  /**
   * The scope that an API key needs; of several, one is enough, and decides on the parts of the answer. Without one the
   * endpoint is for people who are logged in, not for API keys.
   */
  scope?: Scope | readonly Scope[];
  /** Is for administrators too who have yet to set up the second factor that the settings demand of them. */
  beforeSecondFactor?: true;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** The status of success, and the shape of its body; no shape means no body. */
  status: 200 | 201 | 202 | 204;
  response?: z.ZodType;
  /** Other statuses under which the same body is answered. */
  otherStatuses?: readonly number[];
  /** The type of an answer that is not JSON; `response` is left out then. */
  contentType?: 'text/plain' | 'text/event-stream' | 'text/csv';
  heeds?: readonly HeededHeader[];
  /**
   * Lets the server cache answers to an owner until a part of the data that they depend on changes; without it each
   * answer is read anew. At least one tag: an answer that depends on nothing would never change.
   */
  cache?: { tags: readonly [CacheTag, ...CacheTag[]] };
  /** The entry that a request leaves in the audit log; none without it. */
  audit?: Audited;
  /** Statuses of refusals that do not follow from the rest. */
  refuses?: readonly number[];
}

/** Keeps the exact types of a description. */
export const endpoint = <const E extends Endpoint>(description: E): E => description;

type Sent<S> = S extends z.ZodType ? z.input<S> : undefined;
type Taken<S> = S extends z.ZodType ? z.output<S> : undefined;

/** The parts of a request that a handler of this endpoint is given, after validation. */
export interface Taking<E extends Endpoint> {
  params: Taken<E['params']>;
  query: Taken<E['query']>;
  body: Taken<E['body']>;
}

/** The parts of a request that a caller of this endpoint sends. */
export type Sending<E extends Endpoint> = (E['params'] extends z.ZodType
  ? { params: Sent<E['params']> }
  : object) &
  (E['query'] extends z.ZodType ? { query?: Sent<E['query']> } : object) &
  (E['body'] extends z.ZodType ? { body: Sent<E['body']> } : object);

/** The body of the endpoint's answer. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler without a body to give returns nothing
export type Answer<E extends Endpoint> = E['response'] extends z.ZodType ? z.output<E['response']> : void;
