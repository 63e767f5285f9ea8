import type { serviceWords as English } from '../service.ts';

const waiting = (since: string | null): string =>
  since === null ? 'Fällige Läufe warten' : `Fällige Läufe warten seit ${since}`;

/** Words for what of the service does not work, in German. */
export const service: typeof English = {
  notices: {
    redis: (since) =>
      `${waiting(since)}: Die Warteschlange von Punctual ist nicht erreichbar. Sie beginnen, wenn sie wieder da ist; nichts geht verloren.`,
    watch: (since) =>
      `Fällige Jobs werden ${since === null ? '' : `seit ${since} `}nicht gestartet: Kein Watcher ist da. Kommt er wieder, wird nachgeholt, was jeder Job verlangt.`,
    work: (since) =>
      `${waiting(since)}: Kein Worker ist da. Sie beginnen, wenn einer wieder da ist; nichts geht verloren.`,
    mail: (since) =>
      `Der Mailserver ist ${since === null ? '' : `seit ${since} `}nicht erreichbar. E-Mails werden so oft erneut versucht, wie jeder Job es sagt.`,
    jobs: (since) =>
      `Fällige Jobs werden ${since === null ? '' : `seit ${since} `}nicht bemerkt, obwohl Watcher da sind. Sehen Sie in deren Protokolle.`,
    runs: (since) =>
      `${waiting(since)}, auch von Benutzern, für die sonst nichts läuft. Sehen Sie nach den Workern.`,
    leases: (since) =>
      `Läufe verlorener Worker werden ${since === null ? '' : `seit ${since} `}nicht übernommen. Sehen Sie in die Protokolle der Watcher.`,
    clock: () =>
      'Die Uhr einer Maschine geht um fünf Sekunden oder mehr falsch. Jobs laufen pünktlich; sehen Sie nach dem Zeitdienst der Maschinen.',
  },
  health: 'Zum Zustand',
  caught: 'E-Mails werden hier abgefangen, nicht zugestellt:',
  openCaught: (page) => `${page} öffnen`,
};
