import { type ErrorDetail, validationFailed } from '@punctual/engine/platform/errors';
import type { RequestHandler } from 'express';
import { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Replaces zod's messages by sentences for people; schemas with messages of their own keep those. */
z.config({
  customError: (issue) => {
    if (issue.input === undefined) return 'This is missing.';
    if (issue.code === 'invalid_type') return `This must be ${article(issue.expected)}.`;
    if (issue.code === 'too_big') return `This is larger than allowed: at most ${issue.maximum}.`;
    if (issue.code === 'too_small') return `This is smaller than allowed: at least ${issue.minimum}.`;
    if (issue.code === 'invalid_value') return `This must be one of: ${issue.values.join(', ')}.`;
    return undefined;
  },
});

const article = (kind: string) => (/^[aeio]/.test(kind) ? `an ${kind}` : `a ${kind}`);

/** Formats the problems of a request, each at its field. */
export const formatProblems = (error: z.ZodError): ErrorDetail[] => error.issues.flatMap(formatProblem);

function formatProblem(issue: Issue): ErrorDetail[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message: issue.message }];
  return issue.keys.map((key) => ({
    path: [...path, key].join('.'),
    message: `There is no field "${key}" here.`,
  }));
}

const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
/** Levels of a body. The database keeps 100, some of which are its own; and recursion over a body must end. */
const MAX_DEPTH = 64;

/**
 * Refuses bodies before any schema sees them: with keys that could reach an object's prototype, which a schema
 * may drop silently, with keys that the database cannot keep, or nested without end.
 */
export const rejectUnsafeBody: RequestHandler = (request, _response, next) => {
  const problem = findUnsafePart(request.body, []);
  if (problem) throw validationFailed([problem]);
  next();
};

function findUnsafePart(value: unknown, path: string[]): ErrorDetail | null {
  if (typeof value !== 'object' || value === null) return null;
  if (path.length >= MAX_DEPTH)
    return { path: path.join('.'), message: `This is nested too deeply: ${MAX_DEPTH} levels at most.` };
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, key];
    if (UNSAFE_KEYS.has(key)) return { path: here.join('.'), message: `There is no field "${key}" here.` };
    if (key.includes('\0'))
      return { path: path.join('.'), message: 'The name of a field cannot hold a NUL.' };
    const problem = findUnsafePart(inner, here);
    if (problem) return problem;
  }
  return null;
}
