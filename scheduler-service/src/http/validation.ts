import { type ErrorDetail, validationFailed } from '@punctual/shared/platform/errors';
import type { RequestHandler } from 'express';
import { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What zod would say by itself, in words for people; schemas with words of their own keep those. */
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

/** The problems of a request, each at its field. */
export const problemsOf = (error: z.ZodError): ErrorDetail[] => error.issues.flatMap(problem);

function problem(issue: Issue): ErrorDetail[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message: issue.message }];
  return issue.keys.map((key) => ({
    path: [...path, key].join('.'),
    message: `There is no field "${key}" here.`,
  }));
}

const POISON = new Set(['__proto__', 'constructor', 'prototype']);

/** Refuses bodies with keys that could reach an object's prototype; a schema may drop them silently. */
export const refusePoisonedKeys: RequestHandler = (request, _response, next) => {
  const found = poisonedPath(request.body, []);
  if (found)
    throw validationFailed([{ path: found.join('.'), message: `There is no field "${found.at(-1)}" here.` }]);
  next();
};

function poisonedPath(value: unknown, path: string[]): string[] | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const key of Object.keys(value)) {
    const here = [...path, key];
    if (POISON.has(key)) return here;
    const deeper = poisonedPath((value as Record<string, unknown>)[key], here);
    if (deeper) return deeper;
  }
  return null;
}
