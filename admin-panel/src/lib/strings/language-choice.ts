import { storedChoice } from '../stored-choice.ts';
import { LANGUAGES } from './language.ts';

/** The language chosen in this browser; theme.js reads it before anything is painted. */
export const languageChoice = storedChoice('punctual-language', ['auto', ...LANGUAGES]);

export type LanguageChoice = ReturnType<typeof languageChoice.get>;

/** Remembers the choice, and loads the page anew in it: words are taken while modules load. */
export function chooseLanguage(choice: LanguageChoice): void {
  languageChoice.set(choice);
  window.location.reload();
}
