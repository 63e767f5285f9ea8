import type { Endpoint } from '@punctual/contracts/api/endpoint';
import express, { type Request, type Response } from 'express';
import type { Caller } from './caller.ts';
import type { RequestContext } from './request-context.ts';

/** A request that may be carried out: its sender is known and allowed, and it is as its endpoint describes it. */
export interface AnyCall {
  request: Request;
  response: Response;
  context: RequestContext;
  caller: Caller | null;
  params: unknown;
  query: unknown;
  body: unknown;
}

/** Carries out a call by `next`, with something before it, after it or in its place. */
type Wrapper = (call: AnyCall, next: () => Promise<unknown>) => Promise<unknown>;

/**
 * Returns what goes around the handler of an endpoint, or null where there is nothing to do. It is asked once
 * for each endpoint, at start, and throws for one that it cannot serve.
 */
export type Around = (endpoint: Endpoint) => Wrapper | null;

/** Takes the endpoints of the API, and puts the same around each of their handlers. */
export class Router {
  readonly express: express.Router = express.Router();
  readonly #around: Around[];

  /** @param around the outermost first */
  constructor(around: Around[]) {
    this.#around = around;
  }

  wrap<C extends AnyCall>(endpoint: Endpoint, handle: (call: C) => Promise<unknown>) {
    const wrappers = this.#around.flatMap((around) => around(endpoint) ?? []);
    return wrappers.reduceRight((inner, wrapper) => (call: C) => wrapper(call, () => inner(call)), handle);
  }
}

/** A part of the API: its endpoints, and what adds them to a router. */
export interface Routes {
  endpoints: Endpoint[];
  mount(router: Router): void;
}
