import type { en as English } from '../en.ts';

/** The words of the navigation, in German. */
export const nav: (typeof English)['nav'] = {
  main: 'Hauptmenü',
  open: 'Menü öffnen',
  title: 'Menü',
  close: 'Menü schließen',
  search: 'Suche',
  toDark: 'Zu dunklen Farben wechseln',
  toLight: 'Zu hellen Farben wechseln',
  overview: 'Übersicht',
  jobs: 'Jobs',
  runs: 'Läufe',
  calendar: 'Kalender',
  api: 'API',
  administration: 'Verwaltung',
  system: 'System',
  allJobs: 'Alle Jobs',
  allRuns: 'Alle Läufe',
  allCalendar: 'Kalender aller',
  users: 'Benutzer',
  audit: 'Protokoll',
  health: 'Zustand',
};
