import { inEachLanguage, type Words } from '@punctual/contracts/language';
import { english } from './english.ts';
import { german } from './german.ts';

export type ExplainWords = Words<typeof english>;

/** The words of "Why?", by language. */
export const EXPLAIN_WORDS = inEachLanguage(english, german);
