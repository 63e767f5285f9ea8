import { z } from 'zod';
import { inSpoken, speaking } from '../validation.ts';
import { TASK_WORDS, type TaskWords } from './task-words.ts';
import { hasBraces } from './template-texts.ts';

const URL_LIMIT = 2_048;
const says = speaking(TASK_WORDS);
/** Blanks in placeholders are no fault of the address. */
const PLACEHOLDER = /\{\{[^\p{Cc}]*?\}\}|\{%[^\p{Cc}]*?%\}/gu;
/** All before the path, as WHATWG reads it: a backslash ends a host too. */
const ORIGIN = /^[^/?#\\]*[/\\]*[^/?#\\]*/;

/**
 * Accepts the form of the addresses that an http task may call. If an address may be called is for the operator's
 * settings to say: the API asks them when a job is saved, the watcher where a name leads when it makes the call.
 */
export const httpUrl = z
  .string(says((words) => words.urlForm))
  .trim()
  .max(
    URL_LIMIT,
    says((words) => words.longestUrl(URL_LIMIT)),
  )
  .check((context) => {
    const message = urlProblem(context.value, inSpoken(TASK_WORDS));
    if (message) context.issues.push({ code: 'custom', message, input: context.value });
  });

function urlProblem(text: string, words: TaskWords): string | null {
  if (hasBraces(ORIGIN.exec(text)?.[0] ?? '')) return words.urlPlaceholder;
  // URL would drop line breaks and tabs silently, and then say something else than what was typed.
  if (/[\s\p{Cc}]/u.test(text.replace(PLACEHOLDER, '')) || !URL.canParse(text)) return words.urlForm;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return words.urlForm;
  return url.username || url.password ? words.urlPassword : null;
}
