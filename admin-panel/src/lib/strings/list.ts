import { language } from './language.ts';

const conjunction = new Intl.ListFormat(language, { type: 'conjunction' });

/** "ana@example.com and bob@example.com" */
export const listText = (items: readonly string[]): string => conjunction.format(items);
