import type { FieldItem } from '../cron/cron-field.ts';
import type { ScheduleWords } from './schedule-words.ts';

/** `words`: those of the language. `hour12`: "5:30 PM" instead of "17:30". */
export type WordOptions = { words: ScheduleWords; hour12?: boolean };

const NOON = 12;

/** 17, 30 → "17:30" or "5:30 PM"; seconds only if given and not 0. */
export function timeWords(hour: number, minute: number, second = 0, isHour12 = false): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const rest = `${two(minute)}${second === 0 ? '' : `:${two(second)}`}`;
  if (!isHour12) return `${two(hour)}:${rest}`;
  return `${hour % NOON === 0 ? NOON : hour % NOON}:${rest} ${hour < NOON ? 'AM' : 'PM'}`;
}

/** Formats the time of a local time (ms as if the clock showed UTC). */
export function localTimeWords(local: number, isHour12 = false): string {
  const date = new Date(local);
  return timeWords(date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds(), isHour12);
}

/** Formats the date of a local time: "Sunday 28 March 2027", in German "Sonntag, 28. März 2027". */
export function localDateWords(local: number, words: ScheduleWords): string {
  const date = new Date(local);
  const month = words.month(date.getUTCMonth() + 1);
  return words.date(words.weekday(date.getUTCDay()), date.getUTCDate(), month, date.getUTCFullYear());
}

/** Describes an item of a cron part: by name, as the range "A to B", and with a step value by value. */
export function itemWords(item: FieldItem, name: (value: number) => string, words: ScheduleWords): string {
  if (item.from === item.to) return name(item.from);
  if (item.step === 1) return words.range(name(item.from), name(item.to));
  const values = [];
  for (let value = item.from; value <= item.to; value += item.step) values.push(name(value));
  return words.list(values);
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
