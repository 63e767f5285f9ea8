import { IMPACT_DAYS } from '@punctual/contracts/api/limits';
import type { formWords as English } from '../form.ts';
import { figure, plural } from '../plural.ts';

const runs = (count: number): string => plural(count, 'Lauf', 'Läufe');

/** The words of the job form around its blocks, in German. */
export const form: typeof English = {
  title: 'Neuer Job',
  editTitle: (name) => `${name} bearbeiten`,
  editParent: 'Zurück zum Job',
  jobFailed: 'Der Job konnte nicht geladen werden. Er läuft weiter.',
  optional: '(optional)',
  submit: 'Job planen',
  sending: 'Wird geplant…',
  save: 'Änderungen speichern',
  saving: 'Wird gespeichert…',
  cancel: 'Abbrechen',
  draftKept: 'Ihr Entwurf von vorhin ist noch da.',
  secretsLeftOut: (names) =>
    `Zur Sicherheit wurde der Wert von ${names} nicht aufbewahrt. Geben Sie ihn erneut ein.`,
  pastedCommand: 'dem eingefügten Befehl',
  discardDraft: 'Neu beginnen',
  leave: {
    title: 'Verlassen, ohne zu speichern?',
    text: 'Was Sie für diesen Job eingegeben haben, geht verloren.',
    editText: 'Ihre Änderungen an diesem Job gehen verloren.',
    leave: 'Verlassen',
    stay: 'Weiter bearbeiten',
  },
  reused:
    'Ein früherer Klick hat diesen Job vielleicht schon geplant. Sehen Sie bei Ihren Jobs nach; für einen weiteren klicken Sie noch einmal.',
  saved: 'Änderungen gespeichert.',
  unchanged: 'Nichts hat sich geändert.',
  effect: {
    title: 'Was sich dadurch ändert',
    nothing: `In ${IMPACT_DAYS} Tagen kommt kein Lauf hinzu, fällt keiner weg und verschiebt sich keiner.`,
    parts: (added, removed, moved) =>
      [
        ...(added > 0 ? [`${runs(added)} mehr`] : []),
        ...(removed > 0 ? [`${runs(removed)} weniger`] : []),
        ...(moved > 0 ? [`${runs(moved)} verschoben`] : []),
      ].join(', '),
    within: (parts, until) =>
      until === null
        ? `${parts} in ${IMPACT_DAYS} Tagen.`
        : `${parts} bis ${until}; spätere sind nicht gezählt.`,
    canceled: (count) =>
      count === 1
        ? '1 jetzt wartender Lauf wird abgebrochen.'
        : `${figure(count)} jetzt wartende Läufe werden abgebrochen.`,
    updated: (count) =>
      count === 1
        ? '1 jetzt wartender Lauf folgt der Änderung.'
        : `${figure(count)} jetzt wartende Läufe folgen der Änderung.`,
    running: (count) =>
      count === 1
        ? '1 laufender Lauf endet, wie er begann.'
        : `${figure(count)} laufende Läufe enden, wie sie begannen.`,
    before: 'Vorher',
    after: 'Nachher',
    noRuns: 'Keine Läufe',
    failed: 'Was sich dadurch ändert, konnte nicht berechnet werden.',
  },
  conflict: {
    title: 'Dieser Job wurde geändert, während Sie ihn bearbeiteten',
    by: (who, when) => `${who}, ${when}`,
    fields: (names) => `geändert: ${names}`,
    mine: 'Meine weiter bearbeiten',
    theirs: 'Deren Stand laden',
    mineText: 'Ihre Änderungen bleiben; erneutes Speichern ändert nur sie.',
    paths: {
      name: 'der Name',
      description: 'die Beschreibung',
      tags: 'die Tags',
      task: 'die Aufgabe',
      schedule: 'der Zeitplan',
      retry: 'die Versuche',
      timeoutMs: 'die Zeitgrenze',
      overlap: 'was bei Überlappung geschieht',
      misfire: 'was mit versäumten Läufen geschieht',
      catchUpWindowMs: 'wie weit er zurückblickt',
      delivery: 'die Zustellung',
      pauseAfterFailures: 'nach wie vielen Fehlschlägen er deaktiviert wird',
      enabled: 'ob er aktiviert ist',
    },
  },
  wrong: {
    to: 'Geben Sie ein, wer die E-Mail erhalten soll.',
    address: (text) => `„${text}“ ist keine E-Mail-Adresse. Die Form ist name@example.com.`,
    subject: 'Geben Sie einen Betreff ein.',
    text: 'Geben Sie den Text der E-Mail ein.',
    url: 'Geben Sie eine URL ein, die mit https:// oder http:// beginnt.',
    missing: (field) => `Hier fehlt eine Angabe: ${field}.`,
    name: (most) => `Höchstens ${figure(most)} Zeichen.`,
    tag: (most) => `Ein Tag hat höchstens ${figure(most)} Zeichen.`,
    date: 'Geben Sie ein Datum ein.',
    time: 'Geben Sie eine Uhrzeit ein.',
    gap: 'Die Uhren überspringen diese Zeit an diesem Tag. Wählen Sie eine andere.',
    past: 'Diese Zeit ist vorbei. Wählen Sie eine spätere.',
    every: 'Geben Sie eine ganze Zahl ab 1 ein.',
    expression: 'Geben Sie einen Cron-Ausdruck ein.',
    parts: (given) => `Der Ausdruck braucht 5 oder 6 Teile; er hat ${given}.`,
    duration: 'Geben Sie eine Dauer ein, zum Beispiel 30s, 5m oder 2h.',
    range: (least, most) => `Geben Sie einen Wert von ${least} bis ${most} ein.`,
  },
};
