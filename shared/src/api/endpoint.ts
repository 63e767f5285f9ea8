import type { z } from 'zod';

/** Who may call an endpoint. `user` means anybody who is logged in. */
export type Access = 'public' | 'user' | 'admin';

/**
 * What one endpoint takes and gives: the only description of it. The server validates by it, the panel's
 * client is typed by it.
 */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Express style: `/users/jobs/:id`. */
  path: string;
  summary: string;
  access: Access;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** The status of success, and the shape of its body; no shape means no body. */
  status: 200 | 201 | 202 | 204;
  response?: z.ZodType;
}

/** Keeps the exact types of a description. */
export const endpoint = <const E extends Endpoint>(description: E): E => description;

type Sent<S> = S extends z.ZodType ? z.input<S> : undefined;
type Taken<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler of this endpoint is given, after validation. */
export interface Taking<E extends Endpoint> {
  params: Taken<E['params']>;
  query: Taken<E['query']>;
  body: Taken<E['body']>;
}

/** What a caller of this endpoint sends. */
export type Sending<E extends Endpoint> = (E['params'] extends z.ZodType
  ? { params: Sent<E['params']> }
  : object) &
  (E['query'] extends z.ZodType ? { query?: Sent<E['query']> } : object) &
  (E['body'] extends z.ZodType ? { body: Sent<E['body']> } : object);

/** The body that the endpoint answers with. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler without a body to give returns nothing
export type Answer<E extends Endpoint> = E['response'] extends z.ZodType ? z.output<E['response']> : void;
