import { asItIs } from '@punctual/contracts/language';
import type { ErrorDetail } from '@punctual/engine/platform/errors';
import type { z } from 'zod';
import { refuse } from './refusal-words.ts';

/** Formats the problems of a request, each at its field; their sentences are in the language that it was read in. */
export const formatProblems = (error: z.ZodError): ErrorDetail[] => error.issues.flatMap(formatProblem);

function formatProblem(issue: z.core.$ZodIssue): ErrorDetail[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message: asItIs(issue.message) }];
  return issue.keys.map((key) => ({
    path: [...path, key].join('.'),
    message: refuse((words) => words.noField(key)),
  }));
}
