import type { shortcutWords as English } from '../shortcuts.ts';

/** Words of shortcuts, in German. */
export const shortcuts: typeof English = {
  title: 'Tastenkürzel dieser Seite',
  everywhere: 'Was hier gilt',
  close: 'Schließen',
  next: 'dann',
  off: 'Kürzel aus einer Taste sind in den Einstellungen ausgeschaltet.',
  list: 'Tastenkürzel zeigen',
  search: 'Suche und Befehle',
  newJob: 'Neuer Job',
  focusSearch: 'Auf dieser Seite suchen',
  goTo: (page) => `Zu ${page}`,
};
