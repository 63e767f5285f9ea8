import { DEFAULT_LANGUAGE } from '../../language.ts';
import { DAY, type Field, type FieldItem, type FieldSpec, MONTH, WEEKDAY } from './cron-field.ts';
import { CRON_WORDS, type CronWords } from './cron-words.ts';

/** Says what is wrong with a part, in any language; `at` counts characters from the beginning of the part. */
export class CronFieldError extends Error {
  readonly say: (words: CronWords) => string;
  readonly at: number;
  readonly length: number;

  constructor(say: (words: CronWords) => string, at: number, length: number) {
    super(say(CRON_WORDS[DEFAULT_LANGUAGE]));
    this.say = say;
    this.at = at;
    this.length = length;
  }
}

/** A problem with a part that its label introduces. */
const problem = (spec: FieldSpec, say: (words: CronWords) => string, at: number, length: number) =>
  new CronFieldError((words) => words.at(words.labels[spec.name], say(words)), at, length);

const LAST_NTH = 5;

/**
 * Parses one part, for example "1-5/2" or "MON#1,FRI". The grammar is croner's, whose own messages give neither
 * position nor range. @throws CronFieldError
 */
export function parseCronField(spec: FieldSpec, part: string): Field {
  // Only ASCII letters: the upper case of ı is an I too, and croner does not take one for the other.
  const text = part.replace(/[a-z]/g, (letter) => letter.toUpperCase()).replaceAll('?', '*');
  const field: Field = { text, any: text === '*', items: [], last: false, lastWeekday: false, and: false };
  let at = 0;
  let rest = text;
  if (spec === WEEKDAY && text.startsWith('+')) {
    field.and = true;
    at = 1;
    rest = text.slice(1);
    field.any = rest === '*';
  }
  for (const item of rest.split(',')) {
    parseItemInto(field, spec, item, at, rest);
    at += item.length + 1;
  }
  return field;
}

function parseItemInto(field: Field, spec: FieldSpec, item: string, at: number, whole: string): void {
  if (item === '') {
    const what = whole === '' ? 'dayMissing' : 'commaTooMany';
    throw problem(spec, (words) => words[what], at, 1);
  }
  if (spec === DAY && item === 'L') field.last = true;
  else if (spec === DAY && item === 'LW' && whole === 'LW') field.lastWeekday = true;
  else field.items.push(parseItem(spec, item, at));
}

function parseItem(spec: FieldSpec, item: string, at: number): FieldItem {
  // The L of JUL belongs to its name.
  const [, body = '', step, nth, nearest] =
    /^(.*?)(?:\/(.*?))?(?:#(.*)|(?<=.)(?<!JU)(W|L))?$/.exec(item) ?? [];
  const suffix = parseSuffix(spec, item, at, nth, nearest);
  const range = parseRange(spec, body, item, at, step !== undefined);
  if (suffix.nearest && (range.from !== range.to || step !== undefined)) {
    throw problem(spec, ({ nearestAlone }) => nearestAlone, at, item.length);
  }
  if (suffix.nth !== null && body === '*') {
    throw problem(spec, (words) => words.needsDay(item), at, item.length);
  }
  return { ...range, step: step === undefined ? 1 : parseStep(spec, step, at + body.length + 1), ...suffix };
}

function parseSuffix(
  spec: FieldSpec,
  item: string,
  at: number,
  nth: string | undefined,
  letter: string | undefined,
): Pick<FieldItem, 'nth' | 'nearest'> {
  if (letter === 'W') {
    if (spec === DAY) return { nth: null, nearest: true };
  } else if (letter === 'L' || nth === 'L') {
    if (spec === WEEKDAY) return { nth: 'L', nearest: false };
  } else if (nth !== undefined) {
    const count = /^\d$/.test(nth) ? Number(nth) : 0;
    if (spec === WEEKDAY && count >= 1 && count <= LAST_NTH) return { nth: count, nearest: false };
    if (spec === WEEKDAY) {
      throw problem(spec, (words) => words.wrongNth(nth), at, item.length);
    }
  } else {
    return { nth: null, nearest: false };
  }
  throw unreadableError(spec, item, at);
}

function parseRange(
  spec: FieldSpec,
  body: string,
  item: string,
  at: number,
  isStepped: boolean,
): Pick<FieldItem, 'from' | 'to'> {
  if (body === '*') return { from: spec.min, to: spec === WEEKDAY ? spec.max - 1 : spec.max };
  const [low = '', high, ...more] = body.split('-');
  if (more.length > 0) throw unreadableError(spec, item, at);
  const from = parseValue(spec, low, at);
  if (high === undefined) {
    if (!isStepped) return { from, to: from };
    const range = `${from}-${spec.max}${item.slice(body.length)}`;
    throw problem(spec, (words) => words.needsRange(item, range), at, item.length);
  }
  const named = spec === WEEKDAY && high === 'SUN' ? spec.max : undefined;
  const to = named ?? parseValue(spec, high, at + low.length + 1);
  if (to >= from) return { from, to };
  const parts = `${from}-${spec.max},${spec.min}-${to}`;
  throw problem(spec, (words) => words.backwards(body, parts), at, item.length);
}

function parseStep(spec: FieldSpec, text: string, at: number): number {
  const step = /^\d+$/.test(text) ? Number(text) : 0;
  if (step >= 1 && step <= spec.size) return step;
  throw problem(spec, (words) => words.wrongStep(text, spec.size), at, Math.max(1, text.length));
}

function parseValue(spec: FieldSpec, text: string, at: number): number {
  const length = Math.max(1, text.length);
  const named = spec.names.indexOf(text);
  if (named >= 0) return named + (spec === MONTH ? 1 : 0);
  if (!/^\d+$/.test(text)) throw unreadableError(spec, text, at);
  const value = Number(text);
  if (value >= spec.min && value <= spec.max) return value;
  throw problem(spec, (words) => words.outOfRange(text, `${spec.min}–${spec.max}`), at, length);
}

function unreadableError(spec: FieldSpec, text: string, at: number): CronFieldError {
  const [first, last] = [spec.names[0], spec.names.at(-1)];
  const isName = first !== undefined && /^\p{L}+$/u.test(text);
  const length = Math.max(1, text.length);
  const values = (words: CronWords) =>
    `${spec.min}–${spec.max}${first && last ? words.orNames(first, last) : ''}`;
  return isName
    ? new CronFieldError((words) => words.noSuch(words.labels[spec.name], text, values(words)), at, length)
    : problem(spec, (words) => words.unreadable(text, values(words)), at, length);
}
