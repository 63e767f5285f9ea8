/** Matches what a shell does not read: text in single quotes, and a character after a backslash. */
const QUOTED = /'[^']*'|\\./g;
/** Matches redirections of output, which have no bearing on a call. */
const REDIRECTION = /\s*(?:\d|&)?>{1,2}\s*(?:&\d|[^\s|;&<>]+)/g;
/** Matches what a shell replaces in double quotes, too. */
const REPLACED = /\$[\w({]|`/;
/** Matches another command, input, or a substitution. */
const SHELL = /\|\||&&|[|;&<]|\$[\w({]|`/;

/** Finds what in a command only a shell could do, as it is written; null for a command that is one call. */
export function shellNeed(command: string): string | null {
  const bare = command.replace(QUOTED, '');
  const replaced = REPLACED.exec(bare);
  if (replaced !== null) return wordAt(bare, replaced.index);
  const found = SHELL.exec(bare.replace(/"[^"]*"/g, '').replace(REDIRECTION, ''));
  return found?.[0] ?? null;
}

const wordAt = (text: string, at: number): string => text.slice(at).split(/[\s"']/)[0] ?? '';

/** Removes redirections from a command. */
export const withoutRedirections = (command: string): string => {
  const kept: string[] = [];
  const held = command.replace(
    /'[^']*'|"(?:[^"\\]|\\.)*"/g,
    (quoted) => `\u0000${kept.push(quoted) - 1}\u0000`,
  );
  return held.replace(REDIRECTION, '').replace(/\0(\d+)\0/g, (_, at: string) => kept[Number(at)] ?? '');
};
