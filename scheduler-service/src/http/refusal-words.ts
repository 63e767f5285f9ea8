import { inAll, inEachLanguage, type Said } from '@punctual/contracts/language';
import { english, type RefusalWords } from './refusals/english.ts';
import { german } from './refusals/german.ts';

const REFUSAL_WORDS = inEachLanguage(english, german);

/** Says a refusal in every language. */
export const refuse = (say: (words: RefusalWords) => string): Said => inAll(REFUSAL_WORDS, say);
