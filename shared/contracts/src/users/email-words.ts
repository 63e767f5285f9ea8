import { inEachLanguage } from '../language.ts';

/** The words for what is wrong with an email address, by language; the form of a job loads these alone. */
export const EMAIL_WORDS = inEachLanguage(
  {
    form: 'Enter an email address in the form name@example.com.',
    longest: (limit: number): string => `An email address has at most ${limit} characters.`,
  },
  {
    form: 'Geben Sie eine E-Mail-Adresse der Form name@example.com ein.',
    longest: (limit) => `Eine E-Mail-Adresse hat höchstens ${limit} Zeichen.`,
  },
);
