import { commandWords as words } from '../../../../lib/strings/commands.ts';
import type { Option, OptionTable } from './options.ts';
import { Refused } from './refused.ts';
import type { ShellToken } from './shell-words.ts';

/** An option as it was given; `value` is empty for one that takes none. */
export interface Argument {
  option: Option;
  value: string;
  /** As a person would write it: "-d @file". */
  written: string;
}

export interface Arguments {
  given: Argument[];
  /** Words that are no options: addresses. */
  operands: string[];
}

interface Split {
  option: Option;
  written: string;
  /** The value that hangs on the option: "-XPOST", "--data=1". */
  attached: string | null;
}

/**
 * Reads the words behind a tool's name by its own table of options.
 * @throws Refused for an option that the tool or a job does not know, and for what a shell would have to fill in
 */
export function readArguments(tokens: readonly ShellToken[], table: OptionTable): Arguments {
  const read: Arguments = { given: [], operands: [] };
  let areOptionsOver = false;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as ShellToken;
    const isOption = !areOptionsOver && token.text.startsWith('-') && token.text !== '-';
    if (isOption && token.text === '--') areOptionsOver = true;
    else if (!isOption) read.operands.push(plainText(token));
    else
      for (const split of splitWord(token.text, table)) {
        const isBehind = split.option.takesValue && split.attached === null;
        if (isBehind) at += 1;
        read.given.push(take(split, isBehind ? tokens[at] : { ...token, text: split.attached ?? '' }));
      }
  }
  return read;
}

function take({ option, written }: Split, token: ShellToken | undefined): Argument {
  if (token === undefined) throw new Refused(words.noValue(written));
  const { use } = option;
  const whole = token.text === '' ? written : `${written} ${token.text}`;
  if (use === 'refused') throw new Refused(words.noPlace(whole));
  const value = use === 'used' ? plainText(token) : token.text;
  return { option, value, written: whole };
}

function plainText({ text, need }: ShellToken): string {
  if (need !== null) throw new Refused(words.shell(need));
  return text;
}

/** Splits a word into its options: "-sSX" is "-s -S -X". */
function splitWord(word: string, table: OptionTable): Split[] {
  const [, name, attached = null] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
  if (name !== undefined) return [{ option: find(name, `--${name}`, table), written: `--${name}`, attached }];
  const splits: Split[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const written = `-${word.charAt(at)}`;
    const option = find(table.nameOf(word.charAt(at)) ?? '', written, table);
    const rest = option.takesValue ? word.slice(at + 1) : '';
    splits.push({ option, written, attached: rest === '' ? null : rest });
    if (option.takesValue) break;
  }
  return splits;
}

/** Finds an option, also one that is switched off: "--no-location" is as if it was not there. */
function find(name: string, written: string, table: OptionTable): Option {
  const known = table.find(name);
  if (known !== undefined) return known;
  const negated = name.startsWith('no-') ? table.find(name.slice('no-'.length)) : undefined;
  if (negated === undefined || negated.takesValue || negated.use === 'used')
    throw new Refused(words.unknown(written, table.tool));
  return { ...negated, use: 'silent' };
}
