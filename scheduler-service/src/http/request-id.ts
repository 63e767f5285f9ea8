import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

/** Ids that a proxy before us may have given; anything else could break lines in logs. */
const GIVEN = /^[\w-]{8,64}$/;

/** Gives each request an id, which is in its answer, in its errors and in the log. */
export const requestId: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  const id = given && GIVEN.test(given) ? given : randomUUID();
  response.locals.requestId = id;
  response.set('X-Request-Id', id);
  next();
};
