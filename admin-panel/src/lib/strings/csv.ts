import { MAX_CSV_ROWS } from '@punctual/contracts/api/limits';
import { inLanguage } from './in-language.ts';
import { figure } from './plural.ts';

/** Words about a list that is saved as a file. */
export const csvWords = inLanguage('csv', {
  done: 'The list is saved as a file.',
  cut: `The file holds the first ${figure(MAX_CSV_ROWS)} rows, and there are more. Narrow the filters for the others.`,
  failed: (why: string) => `The list could not be saved as a file. ${why}`,
});
