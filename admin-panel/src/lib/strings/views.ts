import { inLanguage } from './in-language.ts';

/** Words of the filters of a list that are kept under a name. */
export const viewWords = inLanguage('views', {
  none: 'No views yet. Filter and sort the list, then save that under a name.',
  name: 'Save this view as',
  save: 'Save view',
  saved: (name: string) => `View “${name}” saved.`,
  removed: (name: string) => `View “${name}” removed.`,
  remove: (name: string) => `Remove view “${name}”`,
  notKept: 'This browser keeps no views: its storage is full or switched off.',
  kept: 'Views are kept in this browser.',
});
