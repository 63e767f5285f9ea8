import { z } from 'zod';
import { isPublicAddress, literalAddress } from './address.ts';

const URL_LIMIT = 2_048;
const FORM = 'Enter an address that begins with https:// or http://.';

/**
 * Accepts the addresses that an http task may call, as far as the text shows it. The watcher judges where a name
 * leads, and if its port is allowed, when it makes the call.
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
  if (/[\s\p{Cc}]/u.test(text) || !URL.canParse(text)) return FORM;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return FORM;
  if (url.username || url.password)
    return 'An address holds no user name or password; send them in a header instead.';
  const address = literalAddress(url);
  if (address && !isPublicAddress(address))
    return 'That address is inside a private network, which jobs cannot call.';
  return null;
}
