/** Meanings of a character after a backslash in $'…'. */
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

/**
 * Splits a command into words as a POSIX shell would: quotes, backslashes, continued lines. Expands nothing.
 */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  // A line that went on in the next one has lost its end in a field of one line.
  const pattern =
    /\\(?:\r?\n|(?=\s+-))|'([^']*)'|\$'((?:[^'\\]|\\[\s\S])*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|(\s+)|([^\s'"\\$]+|\$)/g;
  for (const match of text.matchAll(pattern)) {
    const [, single, ansi, double, escaped, blank, plain] = match;
    if (blank !== undefined) {
      if (word !== null) words.push(word);
      word = null;
      continue;
    }
    const piece = single ?? unescaped(ansi, true) ?? unescaped(double, false) ?? escaped ?? plain;
    if (piece !== undefined) word = (word ?? '') + piece;
  }
  return word === null ? words : [...words, word];
}

/** Reads a backslash in "…", where it guards only $ ` " \ and the end of a line. */
function unescaped(text: string | undefined, isAnsi: boolean): string | undefined {
  if (isAnsi) return text?.replace(/\\([\s\S])/g, (_, sign: string) => ESCAPES[sign] ?? sign);
  return text?.replace(/\\\r?\n/g, '').replace(/\\([$`"\\])/g, '$1');
}
