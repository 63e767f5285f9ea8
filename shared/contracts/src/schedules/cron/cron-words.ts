import { inEachLanguage, type Words } from '../../language.ts';
import type { CronFieldName } from './cron-field.ts';

const english = {
  labels: {
    second: 'Second',
    minute: 'Minute',
    hour: 'Hour',
    day: 'Day',
    month: 'Month',
    weekday: 'Weekday',
  } satisfies Record<CronFieldName, string>,
  at: (label: string, problem: string): string => `${label}: ${problem}.`,
  dayMissing: 'a day is missing after the +',
  commaTooMany: 'there is a comma too many',
  nearestAlone: 'W stands after one day only, for example 15W',
  needsDay: (item: string): string => `${item} needs a day, for example MON#1 or FRIL`,
  wrongNth: (nth: string): string => `#${nth} is not in #1–#5 or #L`,
  needsRange: (item: string, range: string): string => `${item} needs a range. Write ${range}`,
  backwards: (body: string, parts: string): string => `${body} runs backwards. Write ${parts}`,
  wrongStep: (step: string, size: number): string => `a step of ${step || 'nothing'} is not in 1–${size}`,
  outOfRange: (text: string, range: string): string => `${text} is not in ${range}`,
  orNames: (first: string, last: string): string => ` or ${first}–${last}`,
  noSuch: (label: string, text: string, values: string): string =>
    `No such ${label.toLowerCase()}: ${text}. Use ${values}.`,
  unreadable: (text: string, values: string): string =>
    `“${text}” cannot be read. Use ${values}, lists, ranges and steps`,
  partCount: (count: number): string => `The expression needs 5 or 6 parts; it has ${count}.`,
  noSuchNickname: (given: string): string =>
    `No such nickname: ${given}. Use @yearly, @monthly, @weekly, @daily or @hourly.`,
};

export type CronWords = Words<typeof english>;

const german: CronWords = {
  labels: {
    second: 'Sekunde',
    minute: 'Minute',
    hour: 'Stunde',
    day: 'Tag',
    month: 'Monat',
    weekday: 'Wochentag',
  },
  at: (label, problem) => `${label}: ${problem}.`,
  dayMissing: 'nach dem + fehlt ein Tag',
  commaTooMany: 'da ist ein Komma zu viel',
  nearestAlone: 'W steht nur nach einem einzelnen Tag, zum Beispiel 15W',
  needsDay: (item) => `${item} braucht einen Tag, zum Beispiel MON#1 oder FRIL`,
  wrongNth: (nth) => `#${nth} liegt nicht in #1–#5 oder #L`,
  needsRange: (item, range) => `${item} braucht einen Bereich. Schreiben Sie ${range}`,
  backwards: (body, parts) => `${body} läuft rückwärts. Schreiben Sie ${parts}`,
  wrongStep: (step, size) =>
    step ? `eine Schrittweite von ${step} liegt nicht in 1–${size}` : `die Schrittweite (1–${size}) fehlt`,
  outOfRange: (text, range) => `${text} liegt nicht in ${range}`,
  orNames: (first, last) => ` oder ${first}–${last}`,
  noSuch: (label, text, values) => `${label} „${text}“ gibt es nicht. Verwenden Sie ${values}.`,
  unreadable: (text, values) =>
    `„${text}“ ist nicht lesbar. Verwenden Sie ${values}, Listen, Bereiche und Schritte`,
  partCount: (count) =>
    `Der Ausdruck braucht 5 oder 6 Teile; er hat ${count === 1 ? 'einen' : count === 0 ? 'keinen' : count}.`,
  noSuchNickname: (given) =>
    `Den Kurznamen ${given} gibt es nicht. Verwenden Sie @yearly, @monthly, @weekly, @daily oder @hourly.`,
};

/** The words for what is wrong with a cron expression, by language. */
export const CRON_WORDS = inEachLanguage(english, german);
