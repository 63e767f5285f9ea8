import { inEachLanguage, type Words } from '../language.ts';

const english = {
  tooLarge: {
    headers: (limit: number): string => `Address and headers have at most ${limit} KiB together.`,
    body: (limit: number): string => `A body has at most ${limit} KiB.`,
  },
  withSecrets:
    'This counts the values of its secrets, wherever they are referred to: refer to them less often.',
};

export type TaskWords = Words<typeof english>;

const german: TaskWords = {
  tooLarge: {
    headers: (limit) => `Adresse und Header haben zusammen höchstens ${limit} KiB.`,
    body: (limit) => `Ein Inhalt hat höchstens ${limit} KiB.`,
  },
  withSecrets: 'Die Werte der Geheimnisse zählen mit, wo immer sie genannt sind: Nennen Sie sie seltener.',
};

/** The words for what is wrong with a task, by language. */
export const TASK_WORDS = inEachLanguage(english, german);
