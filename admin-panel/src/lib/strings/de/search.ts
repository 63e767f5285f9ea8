import type { searchWords as English } from '../search.ts';

/** Words of the search that opens from anywhere, in German. */
export const search: typeof English = {
  title: 'Suche und Befehle',
  placeholder: 'Jobs, Seiten, Befehle, IDs',
  jobs: 'Jobs',
  byId: 'Nach ID',
  acts: 'Etwas mit einem Job tun',
  views: 'Ansichten',
  openJob: (name) => `Job „${name}“`,
  openRun: (jobName) => `Lauf von „${jobName}“`,
  run: (name) => `„${name}“ jetzt ausführen`,
  disable: (name) => `„${name}“ deaktivieren`,
  enable: (name) => `„${name}“ aktivieren`,
  view: (list, name) => `${list}: ${name}`,
  pages: 'Seiten',
  commands: 'Befehle',
  none: 'Nichts gefunden.',
  looking: 'Wird gesucht…',
  light: 'Farben: hell',
  dark: 'Farben: dunkel',
  system: 'Farben: wie im System',
  shortcuts: 'Tastenkürzel zeigen',
  reference: 'API-Referenz',
  settings: [
    ['profile', 'Einstellungen: Profil'],
    ['sessions', 'Einstellungen: Anmeldungen'],
    ['keys', 'Einstellungen: API-Schlüssel'],
    ['shortcuts', 'Einstellungen: Tastenkürzel'],
  ],
};
