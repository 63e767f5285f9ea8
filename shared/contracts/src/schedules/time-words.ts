import { inEachLanguage, type Words } from '../language.ts';

const english = {
  noSuchTime: (given: string): string => `There is no such time: ${given}.`,
  inUpperCase: (written: string): string => `Write the letters of a time in upper case: ${written}.`,
  withOffset: 'Give the time with its offset, for example 2027-03-28T09:00:00Z.',
  every: 'Write how often as a text, for example "15m" or "2h", or as a whole number of milliseconds.',
};

export type TimeWords = Words<typeof english>;

const german: TimeWords = {
  noSuchTime: (given) => `Diese Zeit gibt es nicht: ${given}.`,
  inUpperCase: (written) => `Schreiben Sie die Buchstaben einer Zeit groß: ${written}.`,
  withOffset: 'Geben Sie die Zeit mit ihrem Abstand zu UTC an, zum Beispiel 2027-03-28T09:00:00Z.',
  every:
    'Schreiben Sie als Text, wie oft, zum Beispiel „15m“ oder „2h“, oder als ganze Zahl von Millisekunden.',
};

/** The words for what is wrong with how a time of a schedule is written, by language. */
export const TIME_WORDS = inEachLanguage(english, german);
