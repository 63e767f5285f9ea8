import { CAUSE_WORDS } from '@punctual/contracts/jobs/action-causes';
import type { Words } from '@punctual/contracts/language';
import type { english } from './english.ts';

const somebody = (who: string | null): string => who ?? 'jemand';
const on = (when: string | null): string => (when ? ` am ${when}` : '');
/** An administrator has a form of its own after "von"; addresses have none. */
const by = (who: string): string =>
  who === german.administrator ? 'einem Administrator' : who === german.somebody ? 'jemandem' : who;

/** Words of "Why?", in German. */
export const german: Words<typeof english> = {
  figure: (value) => value.toLocaleString('de-DE'),
  days: (count) => `${count} Tage`,
  moment: (clock, day) => `${day.split('-').reverse().join('.')} um ${clock}`,
  administrator: 'ein Administrator',
  somebody: 'jemand',
  causes: CAUSE_WORDS.de,

  outage: (isOfQueue, from, to) =>
    `${isOfQueue ? 'die Warteschlange von Punctual' : 'Punctual'} war von ${from} bis ${to} ausgefallen`,
  dueInOutage: (outage) => ` Er war während eines Ausfalls fällig: ${outage}.`,
  suspended: (from, to) => `Nicht gelaufen: Dieses Konto war vom ${from} bis zum ${to} deaktiviert.`,
  suspendedSince: (from) => `Nicht gelaufen: Dieses Konto ist seit dem ${from} deaktiviert.`,
  suspendedThen: 'Nicht gelaufen: Dieses Konto war deaktiviert.',

  ran: (clock, late) => `Lief um ${clock}, ${late} nach der Fälligkeit.`,
  ranLate: (late, clock, causes) => `Lief ${late} zu spät, um ${clock}${causes}.`,
  attempts: (count) => ` ${count} Versuche waren nötig.`,
  postponed: (since) =>
    `Zeitpläne dieses Kontos sind aufwendig zu berechnen und warteten ab ${since}, bis sie an der Reihe waren`,
  waitedForRun: (other, began) => `er wartete auf den Lauf von ${other}, der um ${began} begann`,
  queuedAt: (clock) => `er wurde um ${clock} eingereiht`,
  waitedInQueue: (duration) => `er wartete ${duration} in der Warteschlange`,
  runningSince: (clock, attempt) => `Läuft seit ${clock}${attempt > 1 ? `, Versuch ${attempt}` : ''}.`,
  waiting: (clock) => `Wartet: fällig um ${clock}, noch nicht gestartet.`,
  waitingForAttempt: (attempt, clock) =>
    `Wartet auf Versuch ${attempt}, um ${clock} oder einen Augenblick später.`,
  failed: (attempts, why) =>
    `Fehlgeschlagen nach ${attempts === 1 ? '1 Versuch' : `${attempts} Versuchen`}: ${why}.`,
  noReasonGiven: 'ein Grund wurde nicht genannt',
  needsScope: 'um zu sehen, warum, braucht ein Schlüssel runs:read',

  skipped: (why) => `Übersprungen: ${why}.`,
  runOf: (clock) => `der Lauf von ${clock}`,
  workerLost: (run) => `${run} war nicht beendet: Sein Worker ging verloren`,
  goingAtStart: (run, began) => `${run}, der um ${began} begann, lief noch, als dieser hätte starten können`,
  madeUp: (run, began) => `${run}, um ${began} nachgeholt, lief noch`,
  stillGoing: (run) => `${run} lief noch`,
  anotherGoing: 'ein anderer Lauf war noch nicht beendet',
  notInTime: 'er konnte nicht rechtzeitig gestartet werden',
  standsFor: (why, other) => `${why}; der Lauf vom ${other} steht für ihn`,
  usedUpBefore: 'es waren schon so viele Läufe des Jobs gestartet, wie seine Grenze erlaubt',
  disabledBy: (who, when, cause) =>
    `Abgebrochen: ${somebody(who)} hat den Job${on(when)} deaktiviert${cause}.`,
  deletedBy: (who, when) => `Abgebrochen: ${somebody(who)} hat den Job${on(when)} gelöscht.`,
  changedBy: (who, when) => `Abgebrochen: ${somebody(who)} hat den Zeitplan${on(when)} geändert.`,
  canceledBy: (who, when) => `Abgebrochen: ${who} hat ihn${on(when)} abgebrochen.`,
  canceledByHand: (when) => `Von Hand abgebrochen${on(when)}.`,
  quota: 'Es wurde nichts gesendet: Ein Tageskontingent war aufgebraucht. Der Versuch sagt, welches.',
  poison: (times) => `Gestoppt: Der Prozess, der ihn ausführte, ist ${times}-mal abgestürzt.`,
  unknownOutcome: 'Ein Worker ging verloren; ob die Wirkung eintrat, ist nicht bekannt.',
  noReason: 'Er ist beendet, und kein Grund ist verzeichnet.',

  notKnown: 'Nicht bekannt: Wie der Job damals geplant war, ist nicht mehr verzeichnet.',
  madeLater: (created) => `Nicht geplant: Der Job wurde erst später angelegt, am ${created}.`,
  isOff: (isAhead, isDeleted, since, cause) =>
    `${isAhead ? 'Wird nicht laufen: Der Job ist' : 'Nicht gelaufen: Der Job war'}${since} ${isDeleted ? 'gelöscht' : 'deaktiviert'}${cause}.`,
  offSince: (when, who) => ` seit dem ${when}, von ${by(who)},`,
  downSince: (when) => `Noch nicht gelaufen: Punctual ist seit dem ${when} ausgefallen.`,
  noRecord: 'Darüber ist nichts verzeichnet.',
  notRecorded: (why) => `Noch nicht verzeichnet: ${why}.`,
  noWatcher: 'noch ist kein Watcher dazu gekommen',
  notPlanned: 'Nicht geplant: Der Zeitplan hat zu dieser Zeit keinen Lauf.',
  nearest: (times) => ` Am nächsten liegen: ${times.join(' und ')}.`,
  usedUp: (limit, starts, isOpen) =>
    `Nicht geplant: Der Job darf höchstens ${limit} geplante Läufe starten, und ${starts} ${starts === 1 ? 'ist' : 'sind'} gestartet${isOpen ? '; die übrigen kommen vor dieser Zeit, wenn keiner übersprungen wird' : ''}.`,
  planned: (when) => `Geplant für den ${when}.`,
  clocksChange: ' An diesem Tag werden die Uhren umgestellt.',
};
