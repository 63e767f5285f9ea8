import type { tagChangeWords as English } from '../tag-change.ts';

/** Words of the question which tags many jobs get, or lose, in German. */
export const tagChange: typeof English = {
  what: 'Hinzufügen oder entfernen',
  actions: { tag: 'Tags hinzufügen', untag: 'Tags entfernen' },
  tags: 'Tags',
  hint: 'Durch Kommas getrennt',
  known: 'Tags der gezeigten Jobs',
};
