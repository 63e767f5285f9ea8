import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

const YEAR_SECONDS = 31_536_000;

/** The nonce of this response, which the styles of the page carry. */
export const nonceOf = (response: Response): string => response.locals.nonce as string;

const nonce: RequestHandler = (_request, response, next) => {
  // 122 random bits, which Node draws for many at a time: this is part of every answer.
  response.locals.nonce = randomUUID();
  next();
};

const headers = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response as Response)}'`],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      fontSrc: ["'self'"],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: { maxAge: YEAR_SECONDS, includeSubDomains: true },
  referrerPolicy: { policy: 'no-referrer' },
});

/** What every answer carries, errors included. Answers of the API are not stored by anybody on the way. */
export const securityHeaders: RequestHandler[] = [
  nonce,
  headers,
  (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  },
];
