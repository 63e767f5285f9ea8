import { inEachLanguage, type Words } from '../../language.ts';
import { english } from './english.ts';
import { german } from './german.ts';

export type ScheduleWords = Words<typeof english>;

/** The words of schedules, by language. */
export const SCHEDULE_WORDS = inEachLanguage(english, german);
