/** What a quoted character stands for in $'…' and after a backslash there. */
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

/** The words of a command as a POSIX shell would split it: quotes, backslashes, continued lines. Expands nothing. */
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

/** In "…" a backslash guards only $ ` " \ and the end of a line. */
function unescaped(text: string | undefined, isAnsi: boolean): string | undefined {
  if (isAnsi) return text?.replace(/\\([\s\S])/g, (_, sign: string) => ESCAPES[sign] ?? sign);
  return text?.replace(/\\\r?\n/g, '').replace(/\\([$`"\\])/g, '$1');
}
