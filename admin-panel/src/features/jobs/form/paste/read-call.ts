import { commandWords as words } from '../../../../lib/strings/commands.ts';
import { readArguments } from './arguments.ts';
import type { CallRequest } from './call-request.ts';
import { curlRequest } from './curl-command.ts';
import { CURL_OPTIONS } from './curl-options.ts';
import { Refused } from './refused.ts';
import { readShell, type ShellToken } from './shell-words.ts';
import { wgetRequest } from './wget-command.ts';
import { WGET_OPTIONS } from './wget-options.ts';

/** The one call that a command makes, or the reason why it does not become a job. */
export type CallRead = { request: CallRequest } | { refused: string };

/** Matches the path to a tool, and its name. */
const TOOL = /^(?:.*[\\/])?(curl|wget)(?:\.exe)?$/;
const MENTIONS_TOOL = /(?:^|[\s/;&|('"])(curl|wget)(?:\.exe)?\s/;
/** Matches quotes and ends of lines as cmd and PowerShell write them. */
const OF_WINDOWS = /\s\^"|\^\r?\n|\s`\r?\n/;
/** Words that run another command, for which a job has something of its own. */
const WRAPPERS: Record<string, string> = { flock: words.flock, timeout: words.timeout };

/** Tells whether a text begins like a call by curl or wget, as browsers and documents write it. */
export function beginsLikeCall(text: string): boolean {
  const [first = '', second] = withoutPrompt(text).split(/\s+/);
  return second !== undefined && TOOL.test(first);
}

const withoutPrompt = (text: string): string => text.trim().replace(/^\$\s+/, '');

/**
 * Reads the call of a command by the options of curl and wget: all of it or nothing. Null for a command that calls
 * neither.
 */
export function readCall(text: string): CallRead | null {
  const command = withoutPrompt(text);
  const tool = MENTIONS_TOOL.exec(command)?.[1];
  if (tool === undefined) return null;
  try {
    return { request: readWhole(command, tool) };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message };
    throw error;
  }
}

function readWhole(command: string, mentioned: string): CallRequest {
  if (OF_WINDOWS.test(command)) throw new Refused(words.windows);
  const tokens = readShell(command);
  if (tokens === null) throw new Refused(words.quote);
  const at = tokens.findIndex(({ kind, text }) => kind === 'word' && TOOL.test(text));
  const tool = TOOL.exec(tokens[at]?.text ?? '')?.[1];
  // It is in the words that another command is given.
  if (tool === undefined) throw new Refused(whatStandsBefore(tokens.slice(0, 1), mentioned));
  if (at > 0) throw new Refused(whatStandsBefore(tokens.slice(0, at), tool));
  const operator = tokens.find(({ kind }) => kind === 'operator');
  if (operator !== undefined) throw new Refused(words.shell(operator.text));
  return tool === 'curl'
    ? curlRequest(readArguments(tokens.slice(1), CURL_OPTIONS))
    : wgetRequest(readArguments(tokens.slice(1), WGET_OPTIONS));
}

/** Names the commands in front of a call; with what a job has instead, where it has something. */
function whatStandsBefore(tokens: readonly ShellToken[], tool: string): string {
  const text = tokens
    .map((token) => token.text)
    .join(' ')
    .replace(/ ;/g, ';');
  const [first = ''] = text.split(' ');
  const instead = WRAPPERS[first.split('/').at(-1) ?? ''];
  return [words.before(text, tool), ...(instead === undefined ? [] : [instead])].join(' ');
}
