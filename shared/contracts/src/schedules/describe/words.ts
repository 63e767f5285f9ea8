import type { FieldItem } from '../cron/cron-field.ts';

/** `hour12`: "5:30 PM" instead of "17:30". */
export type WordOptions = { hour12?: boolean };

const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const WEEKDAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIXES: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
const ORDINAL_WORDS = ['', 'first', 'second', 'third', 'fourth', 'fifth'];
const NOON = 12;

/** "A", "A and B", "A, B and C". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** 1 → "1st", 30 → "30th". */
export function ordinal(value: number): string {
  return `${value}${SUFFIXES[ORDINALS.select(value)] ?? 'th'}`;
}

/** 1 → "first", "L" → "last". */
export function nthWord(nth: number | 'L'): string {
  return nth === 'L' ? 'last' : (ORDINAL_WORDS[nth] ?? ordinal(nth));
}

export function monthName(month: number): string {
  return MONTH_NAMES[month - 1] ?? String(month);
}

/** Names a weekday; Sunday is 0 and 7. */
export function weekdayName(day: number): string {
  return WEEKDAY_NAMES[day % WEEKDAY_NAMES.length] ?? String(day);
}

/** 17, 30 → "17:30" or "5:30 PM"; seconds only if given and not 0. */
export function timeWords(hour: number, minute: number, second = 0, options: WordOptions = {}): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const rest = `${two(minute)}${second === 0 ? '' : `:${two(second)}`}`;
  if (!options.hour12) return `${two(hour)}:${rest}`;
  return `${hour % NOON === 0 ? NOON : hour % NOON}:${rest} ${hour < NOON ? 'AM' : 'PM'}`;
}

/** Formats the time of a local time (ms as if the clock showed UTC). */
export function localTimeWords(local: number, options: WordOptions = {}): string {
  const date = new Date(local);
  return timeWords(date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds(), options);
}

/** Formats the date of a local time: "Sunday 28 March 2027". */
export function localDateWords(local: number): string {
  const date = new Date(local);
  const day = `${weekdayName(date.getUTCDay())} ${date.getUTCDate()}`;
  return `${day} ${monthName(date.getUTCMonth() + 1)} ${date.getUTCFullYear()}`;
}

/** Describes an item of a cron part: by name, as the range "A to B", and with a step value by value. */
export function itemWords(item: FieldItem, name: (value: number) => string): string {
  if (item.from === item.to) return name(item.from);
  if (item.step === 1) return `${name(item.from)} to ${name(item.to)}`;
  const values = [];
  for (let value = item.from; value <= item.to; value += item.step) values.push(name(value));
  return listed(values);
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
