import { z } from 'zod';

const URL_LIMIT = 2_048;
const FORM = 'Enter an address that begins with https:// or http://.';
/** Placeholders are refused as such where a job is saved: blanks in them are no fault of the address. */
const PLACEHOLDER = /\{\{[^{}\p{Cc}]*\}\}/gu;

/**
 * Accepts the form of the addresses that an http task may call. If an address may be called is for the operator's
 * settings to say: the API asks them when a job is saved, the watcher where a name leads when it makes the call.
 */
export const httpUrl = z
  .string({ error: FORM })
  .trim()
  .max(URL_LIMIT, `An address has at most ${URL_LIMIT.toLocaleString('en')} characters.`)
  .check((context) => {
    const message = urlProblem(context.value);
    if (message) context.issues.push({ code: 'custom', message, input: context.value });
  });

function urlProblem(text: string): string | null {
  // URL would drop line breaks and tabs silently, and then say something else than what was typed.
  if (/[\s\p{Cc}]/u.test(text.replace(PLACEHOLDER, '')) || !URL.canParse(text)) return FORM;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return FORM;
  if (url.username || url.password)
    return 'An address holds no user name or password; send them in a header instead.';
  return null;
}
