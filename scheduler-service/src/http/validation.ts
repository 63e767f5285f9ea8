import { asItIs, type Language } from '@punctual/contracts/language';
import type { ErrorDetail } from '@punctual/engine/platform/errors';
import { z } from 'zod';
import { REFUSAL_WORDS, type RefusalWords, refuse } from './refusal-words.ts';

type Issue = z.core.$ZodIssue;
type ErrorMap = z.core.$ZodErrorMap;

/** Says what zod says by itself, where there is no sentence of ours. */
const BY_ZOD = { en: z.locales.en().localeError, de: z.locales.de().localeError };

/**
 * Validates a value; problems are in sentences for people in this language, but for schemas with messages of their own,
 * which keep those.
 */
export const safeParse = (schema: z.ZodType, value: unknown, language: Language) =>
  schema.safeParse(value, { error: ERROR_MAPS[language] });

const createErrorMap =
  (words: RefusalWords, byZod: ErrorMap): ErrorMap =>
  (issue) => {
    if (issue.input === undefined) return words.missing;
    if (issue.code === 'invalid_type') return words.wrongType(String(issue.expected));
    if (issue.code === 'too_big') return words.tooBig(String(issue.maximum));
    if (issue.code === 'too_small') return words.tooSmall(String(issue.minimum));
    if (issue.code === 'invalid_value') return words.oneOf(issue.values.join(', '));
    return byZod(issue);
  };

const ERROR_MAPS: Record<Language, ErrorMap> = {
  en: createErrorMap(REFUSAL_WORDS.en, BY_ZOD.en),
  de: createErrorMap(REFUSAL_WORDS.de, BY_ZOD.de),
};

/** Formats the problems of a request, each at its field. */
export const formatProblems = (error: z.ZodError): ErrorDetail[] => error.issues.flatMap(formatProblem);

function formatProblem(issue: Issue): ErrorDetail[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message: asItIs(issue.message) }];
  return issue.keys.map((key) => ({
    path: [...path, key].join('.'),
    message: refuse((words) => words.noField(key)),
  }));
}
