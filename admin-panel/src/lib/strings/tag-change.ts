import { inLanguage } from './in-language.ts';

/** Words of the question which tags many jobs get, or lose. */
export const tagChangeWords = inLanguage('tag-change', {
  what: 'Add or remove',
  actions: { tag: 'Add tags', untag: 'Remove tags' },
  tags: 'Tags',
  hint: 'Separate tags with commas',
  known: 'Tags of the jobs shown',
} as const);
