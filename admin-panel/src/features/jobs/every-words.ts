import { durationWords } from '@punctual/contracts/schedules/duration';

/** How often, after the word "every": "15 minutes", and "minute" rather than "1 minute". */
export const everyWords = (ms: number): string => durationWords(ms).replace(/^1 /, '');
