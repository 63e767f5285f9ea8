import { IMPACT_DAYS } from '@punctual/contracts/api/limits';
import { CATCH_UP_LIMIT } from '@punctual/contracts/jobs/job-limits';
import type { jobWords as English } from '../job.ts';
import { figure, plural } from '../plural.ts';

/** Words of the page of one job, in German. */
export const job: typeof English = {
  tabs: { runs: 'Läufe', schedule: 'Zeitplan', changes: 'Änderungen' },
  tabsLabel: 'Teile dieses Jobs',
  next: 'Nächste Läufe',
  noNext: 'Kein Lauf ist geplant.',
  forYou: (clock) => `${clock} bei Ihnen`,
  more: 'Der ganze Zeitplan',
  punctuality: (days) => `Pünktlichkeit über ${days} Tage`,
  punctualityOf: (count, capped) =>
    `Aus ${plural(count, 'Lauf', 'Läufen')}${capped ? ' von mehr, über die Zeit verteilt' : ''}.`,
  noPunctuality: (days) => `In den letzten ${days} Tagen lief nichts.`,
  couldNotPunctuality: 'Wie pünktlich er war, ließ sich nicht ermitteln.',
  median: 'Die Hälfte binnen',
  p99: '99 % binnen',
  onTime: 'Pünktlich',
  onTimeText: 'binnen einer Sekunde',
  percent: (share) => `${figure(Math.floor(share * 1_000) / 10)} %`,
  exported: (secrets) => `Exportiert ohne die Werte der Geheimnisse: ${secrets}.`,
  rules: 'Regeln',
  words: 'In Worten',
  expression: 'Ausdruck',
  clockChanges: 'Zeitumstellungen',
  noClockChanges: 'Keiner der nächsten 20 Läufe wird durch eine Zeitumstellung verschoben.',
  notes: {
    'gap-shifted': 'Die Uhren überspringen diese Zeit: Er läuft gleich danach.',
    'overlap-first': 'Die Uhren zeigen diese Zeit zweimal: Dies ist das erste Mal.',
    'overlap-second': 'Die Uhren zeigen diese Zeit zweimal: Dies ist das zweite Mal.',
  },
  table: { job: 'In der Zone des Jobs', you: 'Bei Ihnen', from: 'Ab jetzt', note: 'Hinweis' },
  overlap: 'Wenn der vorige Lauf noch läuft',
  overlaps: {
    skip: 'Diesen überspringen.',
    queueOne: 'Warten und danach einmal laufen.',
    allow: 'Beide laufen lassen.',
  },
  misfire: 'Wenn Punctual zu der Zeit ausgefallen war',
  misfires: {
    fireOnce: 'Einmal laufen, wenn es wieder da ist.',
    skip: 'Überspringen, was versäumt wurde.',
    all: `Jeden versäumten nachholen, höchstens ${CATCH_UP_LIMIT}.`,
  },
  retry: 'Bei Fehlschlag',
  retryText: (attempts, waits, within) =>
    attempts === 1
      ? 'Es gibt keinen weiteren Versuch.'
      : `Bis zu ${plural(attempts, 'Versuch', 'Versuche')} mit Pausen von bis zu ${waits}, binnen: ${within}.`,
  waitsMore: '…',
  timeout: 'Höchstens so lange',
  delivery: 'Zustellung',
  deliveries: {
    'at-least-once': 'Mindestens einmal: Geht ein Worker verloren, wird es erneut versucht.',
    'at-most-once': 'Höchstens einmal: Geht ein Worker verloren, wird es nicht erneut versucht.',
  },
  pauseAfter: 'Schlägt er immer wieder fehl',
  pauseAfterText: (most) =>
    most === 1
      ? 'Punctual deaktiviert ihn nach einem Lauf, der fehlschlägt.'
      : `Punctual deaktiviert ihn nach ${figure(most)} Läufen nacheinander, die fehlschlagen.`,
  failedInRow: (count) =>
    count === 1 ? 'Bisher schlug einer fehl.' : `Bisher schlugen ${figure(count)} nacheinander fehl.`,
  end: 'Endet',
  endText: (at, runs, starts) =>
    [
      at === null ? '' : `am ${at}`,
      runs === null ? '' : `nach ${plural(runs, 'Lauf', 'Läufen')} (${figure(starts ?? 0)} bisher gestartet)`,
    ]
      .filter(Boolean)
      .join(' oder ') || 'Nie.',
  couldNotPreview: 'Die nächsten Läufe konnten nicht berechnet werden.',
  changes: {
    couldNot: 'Die Änderungen konnten nicht geladen werden.',
    by: (who) => `von ${who}`,
    revision: (number) => `Version ${figure(number)}`,
    current: 'Aktuell',
    actions: {
      create: 'Angelegt',
      edit: 'Geändert',
      enable: 'Aktiviert',
      disable: 'Deaktiviert',
      delete: 'Gelöscht',
    },
    field: 'Feld',
    before: 'Vorher',
    after: 'Nachher',
    none: '–',
    yes: 'Ja',
    no: 'Nein',
    back: 'Zu dieser Version zurück',
    backOf: (number) => `Zu dieser Version zurück, ${figure(number)}`,
    confirm: (number) => `Zu Version ${figure(number)} zurück?`,
    confirmText:
      'Der Job wird, wie er damals war, durch eine Änderung wie jede andere. Er bleibt aktiviert oder deaktiviert.',
    reverting: 'Zurück',
    keep: 'So lassen',
    done: (number) => `Der Job ist wie in Version ${figure(number)}.`,
    effect: (added, removed, moved) =>
      added + removed + moved === 0
        ? `Kein Lauf der nächsten ${IMPACT_DAYS} Tage ändert sich.`
        : `In ${IMPACT_DAYS} Tagen: ${plural(added, 'Lauf', 'Läufe')} mehr, ${figure(removed)} weniger, ${figure(moved)} verschoben.`,
    canceled: (count) =>
      `${plural(count, 'jetzt wartender Lauf wird', 'jetzt wartende Läufe werden')} abgebrochen.`,
    effectUnknown: 'Was sich dadurch ändert, konnte nicht berechnet werden.',
    effectLoading: 'Wird berechnet…',
    loadOlder: 'Ältere laden',
    fields: {
      name: 'Name',
      description: 'Beschreibung',
      tags: 'Tags',
      task: 'Aufgabe',
      enabled: 'Aktiviert',
      overlap: 'Wenn der vorige Lauf noch läuft',
      misfire: 'Wenn Punctual zu der Zeit ausgefallen war',
      delivery: 'Zustellung',
      pauseAfterFailures: 'Deaktiviert nach Fehlschlägen',
      timeoutMs: 'Zeitgrenze',
      catchUpWindowMs: 'Blickt zurück',
      'schedule.kind': 'Art des Zeitplans',
      'schedule.expression': 'Ausdruck',
      'schedule.timezone': 'Zeitzone',
      'schedule.at': 'Um',
      'schedule.every': 'Alle',
      'schedule.startAt': 'Beginnt',
      'schedule.endAt': 'Endet',
      'schedule.maxRuns': 'Läufe höchstens',
      'schedule.jitterMs': 'Streuung',
      'task.to': 'An',
      'task.subject': 'Betreff',
      'task.text': 'Text',
      'task.url': 'URL',
      'task.method': 'Methode',
      'retry.attempts': 'Versuche',
      'retry.delayMs': 'Pause zwischen Versuchen',
      'retry.maxAgeMs': 'Versucht binnen',
    },
    values: {
      overlap: {
        skip: 'Diesen überspringen',
        queueOne: 'Warten und danach einmal laufen',
        allow: 'Beide laufen lassen',
      },
      misfire: {
        fireOnce: 'Einmal laufen, wenn es wieder da ist',
        skip: 'Überspringen',
        all: 'Jeden versäumten nachholen',
      },
      delivery: { 'at-least-once': 'Mindestens einmal', 'at-most-once': 'Höchstens einmal' },
    },
  },
};
