import type { z } from 'zod';
import { DEFAULT_LANGUAGE, type Language } from './language.ts';
import { VALIDATION_WORDS, type ValidationWords } from './validation-words.ts';

type ErrorMap = z.core.$ZodErrorMap;

/**
 * The language of the validation that is under way. Zod asks a schema for its sentence with nothing but the issue; a
 * validation ends before another one begins, so that this is its own for as long as it takes.
 */
let spoken: Language = DEFAULT_LANGUAGE;

/** Chooses from words or texts those in the language of the validation that is under way; English without one. */
export const inSpoken = <W>(words: Readonly<Record<Language, W>>): W => words[spoken];

/** Makes the sentence of a schema, or of one of its checks, out of words in every language: `.min(1, says((words) => …))`. */
export const speaking =
  <W>(words: Readonly<Record<Language, W>>) =>
  (say: (words: W, issue: { readonly input?: unknown }) => string) => ({
    error: (issue: { readonly input?: unknown }) => say(inSpoken(words), issue),
  });

/** Validates a value; its problems are in sentences for people, in this language. */
export function safeParse<S extends z.ZodType>(
  schema: S,
  value: unknown,
  language: Language,
): z.ZodSafeParseResult<z.output<S>> {
  const before = spoken;
  spoken = language;
  try {
    const parsed = schema.safeParse(value, { error: ERROR_MAPS[language] });
    // The sentences are made when they are first read: here, or they would be in the language of whatever comes next.
    return parsed.success ? parsed : { success: false, error: parsed.error };
  } finally {
    spoken = before;
  }
}

const createErrorMap =
  (words: ValidationWords): ErrorMap =>
  (issue) => {
    if (issue.input === undefined) return words.missing;
    if (issue.code === 'invalid_type') return words.wrongType(String(issue.expected));
    if (issue.code === 'too_big') return words.tooBig(String(issue.maximum));
    if (issue.code === 'too_small') return words.tooSmall(String(issue.minimum));
    if (issue.code === 'invalid_value') return words.oneOf(issue.values.join(', '));
    // The name of a field has a schema of its own, which says more.
    if (issue.code === 'invalid_key') return issue.issues[0]?.message;
    return words.notValid;
  };

const ERROR_MAPS: Record<Language, ErrorMap> = {
  en: createErrorMap(VALIDATION_WORDS.en),
  de: createErrorMap(VALIDATION_WORDS.de),
};
