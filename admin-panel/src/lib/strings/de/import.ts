import { BODY_LIMIT_KB } from '@punctual/contracts/api/limits';
import type { importWords as English } from '../import.ts';
import { plural } from '../plural.ts';

const jobs = (count: number): string => plural(count, 'Job', 'Jobs');

/** The words of the page that makes jobs of a crontab, in German. */
export const importing: typeof English = {
  title: 'Crontab importieren',
  lead: 'Aus jeder Zeile, die mit curl oder wget eine URL aufruft, wird ein Job. Vor dem Klick auf den Knopf wird nichts angelegt.',
  crontab: 'Crontab',
  hint: 'Fügen Sie ein, was „crontab -l“ ausgibt. Ein Kommentar direkt über einer Zeile wird der Name ihres Jobs.',
  example: '# Nachtbericht\n0 2 * * * curl -fsS https://example.com/report',
  jobsTitle: 'Was angelegt wird',
  refusedTitle: 'Was sich nicht importieren lässt',
  line: 'Zeile',
  job: 'Job',
  schedule: 'Zeitplan',
  next: 'Nächster Lauf',
  text: 'Text',
  why: 'Warum',
  asking: '…',
  unknown: 'Konnte nicht berechnet werden',
  noNext: 'Kein Lauf geplant',
  take: (line) => `Zeile ${line} importieren`,
  nameOf: (line) => `Name des Jobs aus Zeile ${line}`,
  enableAll: 'Alle gleich aktivieren',
  enableAllHint:
    'Entfernen Sie vorher die Zeilen aus Ihrer Crontab: Solange sie dort stehen, liefe jede zweimal.',
  enableNow: 'Alle aktivieren',
  settings: (names) => `Einstellungen der Crontab, die wegfallen: ${names}.`,
  showMore: (count) => `${plural(count, 'weiteren Job', 'weitere Jobs')} zeigen`,
  submit: (count) => (count === 0 ? 'Jobs importieren' : `${jobs(count)} importieren`),
  sending: 'Wird importiert…',
  cancel: 'Abbrechen',
  done: (count, enabled) =>
    enabled
      ? `${jobs(count)} importiert.`
      : `${jobs(count)} importiert und deaktiviert: Ihre Crontab führt sie noch aus.`,
  wrongLines: (count) => `Nichts wurde importiert: ${plural(count, 'Zeile ist', 'Zeilen sind')} zu prüfen.`,
  nothing: 'Fügen Sie eine Crontab ein, in der mindestens eine Zeile mit curl oder wget eine URL aufruft.',
  tooMany: (most) => `Höchstens ${jobs(most)} auf einmal. Importieren Sie sie in mehreren Teilen.`,
  tooLarge: `Diese Jobs sind über ${BODY_LIMIT_KB} kB groß. Importieren Sie sie in mehreren Teilen.`,
  refused: {
    reboot: 'Punctual weiß nicht, wann Ihr Rechner startet.',
    noLine: 'Das ist keine Zeile einer Crontab: Fünf Zeitangaben und ein Befehl sind nötig.',
    zone: (zone) => `„${zone}“ ist keine Zeitzone.`,
  },
};
