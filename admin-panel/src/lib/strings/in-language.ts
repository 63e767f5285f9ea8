import type { Words } from '@punctual/contracts/language';

let spoken: Readonly<Record<string, object>> = {};

/** Speaks another language than English from now on. Must run before any module that has words is loaded. */
export function speak(dictionary: Readonly<Record<string, object>>): void {
  spoken = dictionary;
}

/**
 * Gives the words of an area in the language of the page: those of the dictionary that is spoken, else the English
 * ones. Every dictionary has the shape of the English words (de/dictionary.ts), which the types check there.
 */
export const inLanguage = <T extends object>(area: string, english: T): Words<T> =>
  (spoken[area] ?? english) as Words<T>;
