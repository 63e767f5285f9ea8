import { z } from 'zod';
import { inSpoken } from '../validation.ts';
import { TASK_WORDS, type TaskWords } from './task-words.ts';

const HEADER_LIMIT = 20;
const NAME_LIMIT = 100;
/** Longest value of a header in characters; of a secret too, which may be all of one. */
export const HEADER_VALUE_LIMIT = 4_096;

/** Headers that Punctual or the connection sets; with them a job could change where a request ends. */
const RESERVED = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'idempotency-key',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-attempt',
]);

/** A token (RFC 9110, 5.6.2), and a value of one line in Latin-1, which is all that HTTP/1.1 can carry. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^[\u0020-\u007e\u00a0-\u00ff]*$/;

/** Headers of a request, by name. */
export const httpHeaders = z.record(z.string(), z.string()).check((context) => {
  const words = inSpoken(TASK_WORDS);
  const names = Object.keys(context.value);
  const problem = (path: string[], message: string) =>
    context.issues.push({ code: 'custom', message, input: context.value, path });
  // Nothing more is said of so many: each is compared with all others, which takes a second of thousands.
  if (names.length > HEADER_LIMIT) return void problem([], words.mostHeaders(HEADER_LIMIT));
  for (const [name, value] of Object.entries(context.value)) {
    const message = nameProblem(name, names, words) ?? valueProblem(value, words);
    if (message) problem([name], message);
  }
});

function nameProblem(name: string, names: string[], words: TaskWords): string | null {
  const lower = name.toLowerCase();
  if (name.length > NAME_LIMIT || !NAME.test(name)) return words.headerName;
  if (RESERVED.has(lower) || lower.startsWith('proxy-')) return words.headerReserved;
  const twice = names.filter((other) => other.toLowerCase() === lower).length > 1;
  return twice ? words.headerTwice : null;
}

function valueProblem(value: string, words: TaskWords): string | null {
  if (value.length > HEADER_VALUE_LIMIT) return words.longestHeader(HEADER_VALUE_LIMIT);
  return VALUE.test(value) ? null : words.headerLine;
}
