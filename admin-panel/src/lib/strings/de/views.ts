import type { viewWords as English } from '../views.ts';

/** Words of the filters of a list that are kept under a name, in German. */
export const views: typeof English = {
  none: 'Noch keine Ansichten. Filtern und sortieren Sie die Liste, und speichern Sie das unter einem Namen.',
  name: 'Diese Ansicht speichern als',
  save: 'Ansicht speichern',
  saved: (name) => `Ansicht „${name}“ gespeichert.`,
  removed: (name) => `Ansicht „${name}“ entfernt.`,
  remove: (name) => `Ansicht „${name}“ entfernen`,
  notKept: 'Dieser Browser bewahrt keine Ansichten auf: Sein Speicher ist voll oder ausgeschaltet.',
  kept: 'Ansichten bleiben in diesem Browser.',
};
