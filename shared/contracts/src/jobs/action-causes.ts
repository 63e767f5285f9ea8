import type { Language } from '../language.ts';

/**
 * The causes for which Punctual itself acts on a job. GONE: its target answered 410, and is gone for good. FAILURES: it
 * failed as many times in a row as its owner has set.
 */
export const ACTION_CAUSES = ['GONE', 'FAILURES'] as const;
export type ActionCause = (typeof ACTION_CAUSES)[number];

/** The name of the actor where no user acted. */
export const PUNCTUAL = 'Punctual';
/** The name of the actor where another than the owner acted: administrators log in by their addresses, which are not told. */
export const ADMINISTRATOR = 'an administrator';

/** The causes in words that follow a colon, by language. */
export const CAUSE_WORDS: Record<Language, Record<ActionCause, string>> = {
  en: { GONE: 'the target answered 410', FAILURES: 'it failed as often in a row as you have set' },
  de: {
    GONE: 'das Ziel antwortete 410',
    FAILURES: 'er schlug so oft nacheinander fehl, wie eingestellt ist',
  },
};
