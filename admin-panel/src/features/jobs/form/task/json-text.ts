import { findInexactNumber } from '@punctual/contracts/tasks/inexact-number';
import { whatWords } from '../../../../lib/strings/form-what.ts';

/** The value that a text means, or its problem. */
export type Read<T> = { ok: true; value: T } | { ok: false; message: string };

/** The beginnings of objects, lists and quoted texts: a text that begins so is meant as JSON. */
const MEANS_JSON = /^["[{]/;

/**
 * Reads a JSON value, or the text itself where it cannot be meant as JSON: "Hello" is a text, {"a": 1} an
 * object, [1, an error. Blanks around it do not count.
 */
export function readJson(text: string): Read<unknown> {
  const trimmed = text.trim();
  try {
    const value: unknown = JSON.parse(trimmed);
    const inexact = findInexactNumber(trimmed);
    return inexact ? { ok: false, message: whatWords.json.inexact(inexact.written) } : { ok: true, value };
  } catch (error) {
    if (!MEANS_JSON.test(trimmed)) return { ok: true, value: trimmed };
    return { ok: false, message: problem(trimmed, text.indexOf(trimmed), text, String(error)) };
  }
}

/** Formats a value so that `readJson` reads it back. */
export function jsonText(value: unknown): string {
  if (typeof value === 'string' && isPlain(value)) return value;
  return JSON.stringify(value, null, 2);
}

function isPlain(text: string): boolean {
  const read = readJson(text);
  return text !== '' && read.ok && read.value === text;
}

/** Finds the position in an error; engines say it in different words, and some do not say it. */
function problem(trimmed: string, lead: number, text: string, said: string): string {
  if (/end of (JSON|data|input)|Unterminated|EOF/i.test(said))
    return whatWords.json.early(...place(text.trimEnd()));
  const [, position] = /position (\d+)/.exec(said) ?? [];
  if (position !== undefined && Number(position) < trimmed.length)
    return whatWords.json.wrong(...place(text.slice(0, lead + Number(position))));
  if (position !== undefined) return whatWords.json.early(...place(text.trimEnd()));
  const [, line, column] = /line (\d+) column (\d+)/.exec(said) ?? [];
  return line === undefined ? whatWords.json.unreadable : whatWords.json.wrong(Number(line), Number(column));
}

/** Computes line and column at the end of a text, from 1. */
function place(before: string): [number, number] {
  const lines = before.split('\n');
  return [lines.length, (lines.at(-1) ?? '').length + 1];
}
