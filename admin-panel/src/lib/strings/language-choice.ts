import { LANGUAGES, type Language } from '@punctual/contracts/language';
import { storedChoice } from '../stored-choice.ts';
import { language } from './language.ts';

/** The language chosen in this browser; theme.js reads it before anything is painted. */
export const languageChoice = storedChoice('punctual-language', ['auto', ...LANGUAGES]);

export type LanguageChoice = ReturnType<typeof languageChoice.get>;

/** Remembers the choice, and loads the page anew in it: words are taken while modules load. */
export function chooseLanguage(choice: LanguageChoice): void {
  languageChoice.set(choice);
  window.location.reload();
}

/** Takes over the language of the account that is logged in, where it has one and this page is in another. */
export function adoptLanguage(wanted: Language | null): void {
  // Where the browser remembers nothing, the page would be loaded anew for ever.
  if (wanted === null || wanted === language || languageChoice.get() === wanted) return;
  chooseLanguage(wanted);
}
