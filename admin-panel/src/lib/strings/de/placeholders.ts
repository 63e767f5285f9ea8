import type { placeholderWords as English } from '../placeholders.ts';

export const placeholders: typeof English = {
  title: 'So wird es gesendet',
  next: (at) => `Für den Lauf am ${at}`,
  now: 'Als liefe er jetzt',
  unfinished: 'Füllen Sie die Felder oben aus, um zu sehen, was gesendet wird.',
  wrong: (label, message) => `${label}: ${message}`,
  help: {
    title: 'Was sich einsetzen lässt',
    intro:
      'Schreiben Sie {{ job.name }}, wo der Name des Jobs hingehört. Jeder Versuch setzt ein, was dann gilt; Zeiten stehen in der Zone des Jobs.',
    names: {
      job: 'dieser Job',
      run: 'der Lauf und der Versuch',
      now: 'die Zeit, zu der gesendet wird',
      data: 'was im Feld „Daten für Platzhalter“ steht, als data.name',
      secrets: 'ein Geheimnis, als {{ secrets.TOKEN }}; nur in Aufrufen und nie durch einen Filter verändert',
      previous: 'der Lauf davor, leer beim ersten',
    },
    filters: 'Filter',
    date: 'eine Zeit, wie Sie sie sehen wollen',
    date_add: 'eine Zeit, verschoben um Minuten, Stunden, Tage, Wochen, Monate oder Jahre',
    json: 'ein Wert als JSON, für einen Inhalt, der ein Text ist',
    url_encode: 'ein Wert als Teil einer Adresse',
    default: 'ein anderer Text, wo nichts ist',
    others: (names) => `Außerdem: ${names}.`,
    tags: (names) => `Tags, wie in {% if previous.status == "FAILED" %}…{% endif %}: ${names}.`,
    html: 'In HTML werden Werte von selbst maskiert.',
  },
};
