/** A number of a JSON text that is read as another one. */
export interface InexactNumber {
  /** Where it is, dotted; empty for the whole text. */
  path: string;
  /** Its beginning, as it was written. */
  written: string;
}

/** Finds quickly that a text has none: the shortest have 16 digits, or an exponent of three. */
const MAY_HAVE_SOME = /\d{16}|[eE]\+?\d{3}/;
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\],:]/gs;
const SHOWN = 40;

/**
 * Finds the first number that is another one once it was parsed and written again: an integer that a double does not
 * hold (beyond 2^53), or a number beyond all doubles. Fractions are approximate by nature, and read by all in the same way.
 * @param text well-formed JSON
 */
export function findInexactNumber(text: string): InexactNumber | null {
  if (!MAY_HAVE_SOME.test(text)) return null;
  const place: (string | number)[] = [];
  let last = '';
  for (const [token] of text.matchAll(TOKENS)) {
    if (/^[-\d]/.test(token) && isInexact(token))
      return { path: place.join('.'), written: token.slice(0, SHOWN) };
    follow(place, token, last);
    last = token;
  }
  return null;
}

/** Moves on to the place of what comes after a token. */
function follow(place: (string | number)[], token: string, last: string): void {
  const end = place.length - 1;
  const here = place[end];
  if (token === '{' || token === '[') place.push(token === '[' ? 0 : '');
  else if (token === '}' || token === ']') place.pop();
  else if (token === ':') place[end] = JSON.parse(last) as string;
  else if (token === ',' && typeof here === 'number') place[end] = here + 1;
}

function isInexact(written: string): boolean {
  const read = Number(written);
  if (!Number.isFinite(read)) return true;
  const integer = written.replace(/\.0+$/, '');
  return !/[.eE]/.test(integer) && BigInt(integer) !== asWrittenBack(read);
}

/** Computes the integer that JSON.stringify writes: beyond 2^53 a round one that is near, not that of the double. */
function asWrittenBack(integer: number): bigint {
  const [digits = '', exponent = '0'] = String(integer).split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  return BigInt(whole + fraction) * 10n ** BigInt(Number(exponent) - fraction.length);
}
