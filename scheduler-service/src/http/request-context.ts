import { randomUUID } from 'node:crypto';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from '@punctual/contracts/language';
import type { Id } from '@punctual/engine/database/documents';
import { AppError } from '@punctual/engine/platform/errors';
import type { RequestHandler } from 'express';
import type { Caller } from './caller.ts';
import { refuse } from './refusal-words.ts';

declare global {
  namespace Express {
    interface Request {
      /** Set by the first handler of the app. */
      context: RequestContext;
    }
  }
}

/** Versions of cache tags, as they were when a request began. */
export interface CacheStamps {
  /** Time before Redis was asked for them: `performance.now()`. */
  at: number;
  byTag: ReadonlyMap<string, string>;
}

/** Ids that a proxy may have given before; anything else could break lines of the log. */
const GIVEN_ID = /^[\w-]{8,64}$/;

/** Holds all that is known of one request beside what was sent, from its first handler until its answer. */
export class RequestContext {
  /** Is in the answer, in its error and in the log. */
  readonly id: string;
  /** `performance.now()` */
  readonly startedAt = performance.now();
  /** Allows the styles of this answer's page: 122 random bits, which Node draws for many at a time. */
  readonly nonce = randomUUID();
  /** Is null until the request is authenticated, and on public paths for good. */
  caller: Caller | null = null;
  /** Is that which the sender's program accepts, until an account that has one of its own is known. */
  language: Language = DEFAULT_LANGUAGE;
  /** Names the cache tags that the answer depends on, by the id of the caller; none unless the endpoint states some. */
  cacheTags: (ownerId: string) => string[] = () => [];
  /** Is null where nothing may be answered from a cache. */
  stamps: CacheStamps | null = null;
  #actor: Id | null = null;
  #previousState: Record<string, unknown> | null = null;
  #effects: Record<string, unknown> = {};
  #made: Id | null = null;

  constructor(givenId: string | undefined) {
    this.id = givenId && GIVEN_ID.test(givenId) ? givenId : randomUUID();
  }

  /** The account that an audit entry of this request names. */
  get actor(): Id | null {
    return this.caller?.userId ?? this.#actor;
  }

  /** Names the account that acts by a request without credentials, for the audit log. */
  setActor(actor: Id): void {
    this.#actor = actor;
  }

  /** The further details of this request for the audit log. */
  get effects(): Record<string, unknown> {
    return this.#effects;
  }

  /** Keeps what this request did beside what it asked for, for the audit log. */
  recordEffects(effects: Record<string, unknown>): void {
    this.#effects = effects;
  }

  /** The thing that this request made, which an audit entry names in place of that of the path. */
  get made(): Id | null {
    return this.#made;
  }

  /** Names the thing that this request made, for the audit log. */
  recordMade(id: Id): void {
    this.#made = id;
  }

  get previousState(): Record<string, unknown> | null {
    return this.#previousState;
  }

  /** Keeps fields as they were before this request changed them, for the audit log. */
  recordPreviousState(fields: Record<string, unknown>): void {
    this.#previousState = fields;
  }
}

/**
 * Refuses requests with two Host headers: a proxy in front may go by the other one than Node, which takes the first
 * (RFC 9112, 3.2).
 */
export const refuseTwoHosts: RequestHandler = (request, _response, next) => {
  const names = request.rawHeaders.filter((_, i) => i % 2 === 0);
  if (names.filter((name) => name.toLowerCase() === 'host').length > 1)
    throw new AppError(
      400,
      'MALFORMED_REQUEST',
      refuse((words) => words.twoHosts),
    );
  next();
};

/** Finds the language of the answer by Accept-Language, and says that answers differ by it. */
export const negotiateLanguage: RequestHandler = (request, response, next) => {
  response.vary('Accept-Language');
  const accepted = request.acceptsLanguages([...LANGUAGES]);
  request.context.language = LANGUAGES.find((language) => language === accepted) ?? DEFAULT_LANGUAGE;
  next();
};

/** Gives each request its context, and its answer the request id. */
export const createContext: RequestHandler = (request, response, next) => {
  request.context = new RequestContext(request.get('x-request-id'));
  response.set('X-Request-Id', request.context.id);
  next();
};
