/** A word of a command, or a sign that only a shell obeys: `|`, `&&`, `;`. */
export interface ShellToken {
  kind: 'word' | 'operator';
  text: string;
  /** The beginning of what a shell would put in its place (`$HOME`); null where it means itself. */
  need: string | null;
}

/** Meanings of a character after a backslash in $'…'. */
const ESCAPES: Record<string, string> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const ESCAPED = /\\(?:x([\da-f]{1,2})|u([\da-f]{1,4})|U([\da-f]{1,8})|([0-7]{1,3})|([\s\S]))/gi;
/** Matches what a shell replaces, also in double quotes. */
const REPLACED = /\$[\w({?$!#@*-][^\s"']*|`[^\s"']*/;
/** Matches the next piece of a command; its groups are those of `Piece`. */
const PIECE =
  /(?<joined>\\\r?\n)|'(?<single>[^']*)'|\$'(?<ansi>(?:[^'\\]|\\[\s\S])*)'|"(?<double>(?:[^"\\]|\\[\s\S])*)"|\\(?<escaped>[\s\S])|(?<redirection>\d*>[>|]?(?:&[\d-])?|&>>?)|(?<operator>&&|\|\|?|[;&<()])|(?<blank>\s+)|(?<replaced>\$\([^()]*\)|\$\{[^}]*\}|\$[\w({?$!#@*-][^\s"';&|<>)]*|`[^\s"';&|<>]*)|(?<plain>[^\s'"\\$`;&|<>()]+|\$)/y;

type Piece = Partial<Record<'joined' | 'single' | 'ansi' | 'double' | 'escaped', string>> &
  Partial<Record<'redirection' | 'operator' | 'blank' | 'replaced' | 'plain', string>>;

/**
 * Splits a command as a POSIX shell would: quotes, backslashes, continued lines, comments. Leaves out where its
 * output goes, which has no bearing on a call. Replaces nothing. Null where a quote is not closed.
 */
export function readShell(text: string): ShellToken[] | null {
  const lexer = new Lexer();
  const pattern = new RegExp(PIECE);
  while (pattern.lastIndex < text.length) {
    const { lastIndex } = pattern;
    const groups: Piece | undefined = pattern.exec(text)?.groups;
    if (groups === undefined) return null;
    if (lexer.isComment(groups)) pattern.lastIndex = endOfLine(text, lastIndex);
    else lexer.take(groups);
  }
  return lexer.end();
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** Puts pieces together to words. */
class Lexer {
  readonly #tokens: ShellToken[] = [];
  #word: ShellToken | null = null;
  #isTarget = false;

  isComment({ plain }: Piece): boolean {
    return this.#word === null && plain !== undefined && plain.startsWith('#');
  }

  take(piece: Piece): void {
    const { joined, blank, operator, redirection, escaped } = piece;
    if (joined !== undefined) return;
    // A line that went on in the next one has lost its end in a field of one line.
    const isLostEnd = this.#word === null && escaped !== undefined && /\s/.test(escaped);
    if (blank !== undefined || isLostEnd) this.#close(blank?.includes('\n') ?? false);
    else if (operator !== undefined) this.#addOperator(operator);
    else if (redirection !== undefined) {
      this.#close();
      this.#isTarget = !redirection.includes('&') || redirection.startsWith('&');
    } else this.#add(piece);
  }

  end(): ShellToken[] {
    this.#close();
    // At the end they change nothing of the command itself.
    while (isEnding(this.#tokens.at(-1))) this.#tokens.pop();
    return this.#tokens;
  }

  #addOperator(text: string): void {
    this.#close();
    this.#tokens.push({ kind: 'operator', text, need: null });
  }

  #add({ single, ansi, double, escaped, replaced, plain }: Piece): void {
    const text = single ?? unescapeAnsi(ansi) ?? unescapeDouble(double) ?? escaped ?? replaced ?? plain ?? '';
    const need =
      replaced?.split(/\s/)[0] ?? REPLACED.exec((double ?? '').replace(/\\[\s\S]/g, ''))?.[0] ?? null;
    const before = this.#word;
    this.#word = { kind: 'word', text: (before?.text ?? '') + text, need: before?.need ?? need };
  }

  #close(isLine = false): void {
    if (this.#word !== null && !this.#isTarget) this.#tokens.push(this.#word);
    if (this.#word !== null) this.#isTarget = false;
    this.#word = null;
    if (isLine && this.#tokens.length > 0) this.#tokens.push({ kind: 'operator', text: ';', need: null });
  }
}

const isEnding = (token: ShellToken | undefined): boolean =>
  token?.kind === 'operator' && /^[;&]$/.test(token.text);

/** Reads a backslash in "…", where it guards only $ ` " \ and the end of a line. */
const unescapeDouble = (text: string | undefined): string | undefined =>
  text?.replace(/\\\r?\n/g, '').replace(/\\([$`"\\])/g, '$1');

const unescapeAnsi = (text: string | undefined): string | undefined =>
  text?.replace(ESCAPED, (_, hex, short, long, octal, sign) => {
    const code = hex ?? short ?? long;
    if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
    return ESCAPES[sign] ?? sign;
  });
