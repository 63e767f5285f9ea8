/** Nothing within single quotes is read by a shell, and nothing behind a backslash. */
const QUOTED = /'[^']*'|\\./g;
/** Where output goes has no bearing on a call. */
const REDIRECTION = /\s*(?:\d|&)?>{1,2}\s*(?:&\d|[^\s|;&<>]+)/g;
/** Within double quotes a shell still replaces these. */
const REPLACED = /\$[\w({]|`/;
/** Another command, input, or something put in place. */
const SHELL = /\|\||&&|[|;&<]|\$[\w({]|`/;

/** What in a command only a shell could do, as it stands there; null for a command that is one call. */
export function shellNeed(command: string): string | null {
  const bare = command.replace(QUOTED, '');
  const replaced = REPLACED.exec(bare);
  if (replaced !== null) return wordAt(bare, replaced.index);
  const found = SHELL.exec(bare.replace(/"[^"]*"/g, '').replace(REDIRECTION, ''));
  return found?.[0] ?? null;
}

const wordAt = (text: string, at: number): string => text.slice(at).split(/[\s"']/)[0] ?? '';

/** The command without its redirections. */
export const withoutRedirections = (command: string): string => {
  const kept: string[] = [];
  const held = command.replace(
    /'[^']*'|"(?:[^"\\]|\\.)*"/g,
    (quoted) => `\u0000${kept.push(quoted) - 1}\u0000`,
  );
  return held.replace(REDIRECTION, '').replace(/\0(\d+)\0/g, (_, at: string) => kept[Number(at)] ?? '');
};
