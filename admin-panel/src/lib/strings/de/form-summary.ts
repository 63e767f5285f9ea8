import type { summaryWords as English } from '../form-summary.ts';
import { every } from './every.ts';

/** Words of the summary of the form, in German. */
export const formSummary: typeof English = {
  summary: 'Zusammenfassung',
  sentence: (what, when) => `Punctual ${what}: ${when}.`,
  whatEmail: (subject, to) => `sendet ${subject} an ${to}`,
  whatHttp: (method, host) => (host === null ? 'ruft die genannte URL auf' : `ruft ${method} ${host} auf`),
  whatNote: 'hält eine Notiz fest',
  whatOther: (kind) => `führt „${kind}“ aus`,
  anEmail: 'eine E-Mail',
  someone: 'die genannten Empfänger',
  quoted: (text) => `„${text}“`,
  atTime: (instant) => `am ${instant}`,
  everyTime: (words) => every(words),
  afterPress: (words) => `${words} nach „Job planen“`,
  someTime: 'zur gewählten Zeit',
  preview: {
    title: 'Nächste Läufe',
    heed: 'Mit Hinweis',
    lineAfter: (words) => `Nächster: ${words} nach dem Planen`,
    none: 'Hier stehen die nächsten Läufe, sobald die Zeiten vollständig sind.',
    after: (words) => `Er läuft ${words} nach dem Planen.`,
    manyEmails: (count) =>
      `Das sind etwa ${count} E-Mails am Tag an jede Adresse. Mailserver können so viele für Spam halten.`,
    inZone: (city) => `In ${city}`,
    forYou: 'Bei Ihnen',
    fromNow: 'Ab jetzt',
    nextDay: 'am Folgetag',
    dayBefore: 'am Vortag',
    showMore: '20 zeigen',
    showLess: '5 zeigen',
    said: (instant) => `Nächster Lauf ${instant}.`,
    failed: 'Die nächsten Läufe konnten nicht berechnet werden.',
    notes: {
      'gap-shifted': 'Die Uhren überspringen an diesem Tag die geplante Zeit.',
      'overlap-first': 'Die Uhren gehen an diesem Tag zurück: das erste von zwei Malen.',
      'overlap-second': 'Die Uhren gehen an diesem Tag zurück: das zweite von zwei Malen.',
    },
    gap: 'Wenn die Uhren die Zeit überspringen',
    gaps: { shift: (clock) => `Stattdessen um ${clock} laufen`, skip: 'An diesem Tag auslassen' },
    twice: 'Wenn die Zeit zweimal kommt',
    twices: { once: 'Einmal, beim ersten Mal', both: 'Beide Male' },
    line: (when) => `Nächster: ${when}`,
    noLine: 'Zusammenfassung',
    open: 'Zusammenfassung zeigen',
  },
};
