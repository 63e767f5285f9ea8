import { durationWords as durationWordsIn } from '@punctual/contracts/schedules/describe/duration-words';
import { language } from '../strings/language.ts';

/** Formats a duration in the largest unit that divides it, in full: 900000 → "15 minutes". */
export const durationWords = (ms: number): string => durationWordsIn(ms, language);
