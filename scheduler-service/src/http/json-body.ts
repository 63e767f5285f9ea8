import { BODY_LIMIT_KB } from '@punctual/contracts/api/limits';
import type { Said } from '@punctual/contracts/language';
import { findInexactNumber } from '@punctual/contracts/tasks/inexact-number';
import { type ErrorDetail, notJson, validationFailed } from '@punctual/engine/platform/errors';
import express, { type Request, type RequestHandler } from 'express';
import { refuse } from './refusal-words.ts';

const UTF_8 = 'utf-8';
/** Keys that could reach an object's prototype, which a schema may drop silently; and one that the driver reads as a type. */
const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype', '_bsontype']);
/** Levels of a body. The database keeps 100, some of which are its own; and recursion over a body must end. */
const MAX_DEPTH = 64;
const REFERENCE = refuse((words) => words.reference);
/** One half of a surrogate pair without the other, which UTF-8 does not have. */
const HALF = /\p{Surrogate}/u;
const HALF_CHARACTER = refuse((words) => words.halfCharacter);
const NUL_IN_NAME = refuse((words) => words.nulInName);

/** Bodies as they were sent, from their parsing to their check. */
const sent = new WeakMap<Request, Buffer>();

const parse = express.json({
  limit: `${BODY_LIMIT_KB}kb`,
  verify: (request, _response, body, encoding) => {
    // RFC 8259, 8.1
    if (encoding !== UTF_8) throw notJson();
    sent.set(request as Request, body);
  },
});

/**
 * Refuses bodies before any schema sees them that are not kept as they were sent, or do harm: with numbers that JSON
 * here cannot hold, unsafe keys, texts that the database changes, or nested without end.
 */
const refuseUnsafe: RequestHandler = (request, _response, next) => {
  const problem = findInexact(sent.get(request)) ?? findUnsafePart(request.body, []);
  if (problem) throw validationFailed([problem]);
  next();
};

/** Parse the bodies of requests. */
export const parseBody: RequestHandler[] = [parse, refuseUnsafe];

function findInexact(body: Buffer | undefined): ErrorDetail | null {
  const found = body ? findInexactNumber(body.toString('utf8')) : null;
  if (!found) return null;
  return { path: found.path, message: refuse((words) => words.inexact(found.written)) };
}

function findUnsafePart(value: unknown, path: string[]): ErrorDetail | null {
  if (typeof value === 'string') return HALF.test(value) ? problemAt(path, HALF_CHARACTER) : null;
  if (typeof value !== 'object' || value === null) return null;
  if (path.length >= MAX_DEPTH)
    return problemAt(
      path,
      refuse((words) => words.tooDeep(MAX_DEPTH)),
    );
  if (isReadAsReference(value)) return problemAt([...path, '$ref'], REFERENCE);
  for (const [key, inner] of Object.entries(value)) {
    const problem = findUnsafeKey(key, path) ?? findUnsafePart(inner, [...path, key]);
    if (problem) return problem;
  }
  return null;
}

function findUnsafeKey(key: string, path: string[]): ErrorDetail | null {
  if (UNSAFE_KEYS.has(key))
    return problemAt(
      [...path, key],
      refuse((words) => words.noField(key)),
    );
  if (key.includes('\0')) return problemAt(path, NUL_IN_NAME);
  return HALF.test(key) ? problemAt(path, HALF_CHARACTER) : null;
}

/** Tells if the driver reads an object as a reference into a database (DBRef), which has other fields. */
const isReadAsReference = (value: object): boolean =>
  '$ref' in value && typeof value.$ref === 'string' && '$id' in value && value.$id !== null;

const problemAt = (path: string[], message: Said): ErrorDetail => ({ path: path.join('.'), message });
