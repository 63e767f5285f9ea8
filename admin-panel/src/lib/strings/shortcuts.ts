import { inLanguage } from './in-language.ts';

/** Words of shortcuts and of the search that opens by one. */
export const shortcutWords = inLanguage('shortcuts', {
  title: 'Shortcuts on this page',
  everywhere: 'What works here',
  close: 'Close',
  next: 'then',
  off: 'Single-key shortcuts are switched off in the settings.',
  list: 'Show shortcuts',
  search: 'Search and commands',
  newJob: 'New job',
  focusSearch: 'Search this page',
  goTo: (page: string) => `Go to ${page}`,
} as const);
