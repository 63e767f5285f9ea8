import type { ErrorDetail } from '@punctual/engine/platform/errors';
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
