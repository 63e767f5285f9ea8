import type { optionWords as English } from '../form-options.ts';
import { figure, plural } from '../plural.ts';

/** The words of the last block of the form, in German. */
export const formOptions: typeof English = {
  title: 'Weitere Optionen',
  none: 'Beschreibung, Tags, Beginn und Ende und mehr',
  changed: (count) => `${figure(count)} geändert`,
  description: 'Beschreibung',
  tags: 'Tags',
  tagsHint: 'Durch Kommas getrennt',
  startDate: 'Beginn',
  startTime: 'Beginn, Uhrzeit',
  startHint: 'Leer beginnt er sofort',
  end: 'Ende',
  ends: { never: 'Nie', date: 'Am Datum', count: 'Nach N Läufen', both: 'Beides' },
  endDate: 'Enddatum',
  endTime: 'Ende, Uhrzeit',
  maxRuns: 'Läufe höchstens',
  maxRunsHint: 'Zählt geplante Läufe, die gestartet wurden. Übersprungene und Läufe von Hand zählen nicht.',
  restartCount: 'Neu zu zählen beginnen',
  restartHint: (starts) =>
    `${plural(starts, 'Lauf zählt', 'Läufe zählen')} bisher und würden nicht mehr zählen.`,
  jitter: 'Streuung',
  jitterHint: 'Jeder Lauf kommt um bis zu so viel später, damit nicht alle zugleich kommen',
  timeout: 'Zeitgrenze eines Laufs',
  pauseAfter: 'Deaktivieren nach Fehlschlägen',
  pauseAfterHint:
    'Schlagen so viele Läufe nacheinander fehl, deaktiviert Punctual den Job, bis Sie ihn aktivieren',
  delivery: 'Wenn der Ausgang eines Laufs nicht bekannt ist',
  deliveries: {
    'at-least-once': 'Noch einmal ausführen: Es geschieht mindestens einmal',
    'at-most-once': 'Dabei belassen: Es geschieht höchstens einmal',
  },
  disabled: 'Deaktiviert beginnen',
  disabledNow: 'Deaktiviert',
  disabledHint: 'Kein Lauf entsteht, bis der Job aktiviert wird.',
};
