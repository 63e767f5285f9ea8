import type { Language } from '@punctual/contracts/language';

/** The language of this page for as long as it is open: theme.js finds it before anything is painted. */
export const language: Language = globalThis.document?.documentElement.lang === 'de' ? 'de' : 'en';

/** Names the custom by which dates are written in it; British for English: the day stands before the month. */
export const locale = { en: 'en-GB', de: 'de-DE' }[language];
