import type { RefusalWords } from './english.ts';

/** Sentences with which this service refuses a request, in German. */
export const german: RefusalWords = {
  databaseAway:
    'Die Datenbank antwortet nicht. Versuchen Sie es gleich noch einmal; eine Änderung kann trotzdem geschehen sein.',
  writeConflict: 'Jemand anders schreibt gerade dasselbe. Versuchen Sie es gleich noch einmal.',
  internal: 'Bei uns ist etwas schiefgegangen. Die ID der Anfrage hilft, es zu finden.',
  twoHosts: 'Die Anfrage hat mehr als einen Host-Header.',
  otherSite: 'Diese Anfrage kam nicht von diesen Seiten.',
  needsAdmin: 'Dafür ist die Rolle des Administrators nötig.',
  noKeys: 'Das geht nicht mit API-Schlüsseln. Melden Sie sich an.',
  lacksScope: (scopes) => `Diesem API-Schlüssel fehlt das Recht ${scopes.join(' oder ')}.`,
  emailNotVerified:
    'Bestätigen Sie zuerst Ihre E-Mail-Adresse: Folgen Sie dem Link in der E-Mail. Eine neue kommt, wenn Sie sich mit demselben Passwort noch einmal registrieren.',
  changedMeanwhile: 'Dieser Job hat sich geändert, während Sie ihn bearbeitet haben. Laden Sie ihn neu.',
  keyReused: 'Dieser Idempotency-Key wurde schon mit einer anderen Anfrage gesendet. Nehmen Sie einen neuen.',
  keyOfAnother: 'Dieser Schlüssel gehört zu einer anderen Anfrage.',
  keyInUse: 'Die Anfrage dieses Idempotency-Key wird noch ausgeführt. Fragen Sie gleich noch einmal.',
  tooManyAtOnce:
    'Gerade werden zu viele Anfragen beantwortet. Versuchen Sie es in einer Sekunde noch einmal.',
  tokenEnded: 'Das Zugriffstoken ist ungültig oder abgelaufen.',
  loginEnded: 'Diese Anmeldung ist beendet.',
  sessionEnded: 'Ihre Sitzung ist beendet. Melden Sie sich an, um fortzufahren.',
  loginOver: 'Diese Anmeldung hat zu lange gedauert oder ist beendet. Beginnen Sie noch einmal.',
  keyNotValid: 'Der API-Schlüssel ist ungültig, abgelaufen oder widerrufen.',
  emailTaken: 'Zu dieser E-Mail-Adresse gibt es schon ein Konto. Möchten Sie sich anmelden?',
  ownAccount: 'Das ist Ihr eigenes Konto. Lassen Sie es von einem anderen Administrator deaktivieren.',
  ownSecondFactor: 'Das ist Ihr eigenes Konto. Schalten Sie Ihren zweiten Faktor in Ihren Einstellungen aus.',
  lastAdmin: 'Das ist der letzte Administrator. Machen Sie zuerst jemand anderen dazu.',
  jobDisabled: 'Dieser Job ist deaktiviert. Aktivieren Sie ihn, um ihn auszuführen.',
  ownerDisabled: 'Das Konto seines Besitzers ist deaktiviert. Aktivieren Sie das Konto, um ihn auszuführen.',
  runOpen: 'Dieser Lauf ist noch nicht beendet.',
  runEnded: 'Dieser Lauf ist schon beendet.',
  tooManyTags: (limit) => `Ein Job hat höchstens ${limit} Tags.`,
  hasSecondFactor: 'Sie haben schon einen zweiten Faktor. Schalten Sie ihn zuerst aus.',
  noSecondFactor: 'Sie haben keinen zweiten Faktor.',
  setupOver: 'Das hat zu lange gedauert oder wurde anderswo neu begonnen. Beginnen Sie noch einmal.',
  notTheCode: 'Das ist nicht der Code, den die App jetzt zeigt.',
  notThePassword: 'Das ist nicht Ihr aktuelles Passwort.',
  noPassword: 'Ihr Konto hat noch kein Passwort. Lassen Sie sich einen Link senden, um eines zu wählen.',
  commonPassword: 'Viele verwenden dieses Passwort, darum wird es zuerst probiert. Wählen Sie ein anderes.',
  linkUsed: 'Dieser Link wurde schon benutzt oder ist abgelaufen. Fordern Sie einen neuen an.',
  tooManyKeys: (limit) =>
    `Dieses Konto hat ${limit} API-Schlüssel, mehr darf es nicht haben. Widerrufen Sie einen, der nicht benutzt wird.`,
  passed: 'Diese Zeit ist vorbei. Wählen Sie eine spätere.',
  endBeforeStart: 'Das Ende liegt vor dem Anfang.',
  noZone: (zone) => `„${zone}“ ist keine Zeitzone. Suchen Sie nach einer Stadt.`,
  readOnly: 'Das lässt sich nicht setzen. Lassen Sie es weg, oder senden Sie es, wie es gelesen wurde.',
  otherRevision: (revision) =>
    `Dieser Job hat jetzt Revision ${revision}. Laden Sie ihn neu, oder lassen Sie dies weg.`,
  noRunLeft: (starts, limit) =>
    `${starts} von ${limit} Läufen sind gestartet, keiner bleibt übrig. Erlauben Sie mehr Läufe, oder beginnen Sie die Zählung neu.`,
  noField: (name) => `Ein Feld „${name}“ gibt es hier nicht.`,
  tooManyStreams: {
    account: (limit) => `Höchstens ${limit} Streams eines Kontos zugleich. Schließen Sie einen davon.`,
    address: (limit) => `Höchstens ${limit} Streams von einer Adresse zugleich. Schließen Sie einen davon.`,
    all: (limit) => `Höchstens ${limit} Streams insgesamt zugleich. Schließen Sie einen davon.`,
  },
  eventsOfAll: 'Die Ereignisse aller Benutzer gibt es nicht mit API-Schlüsseln. Melden Sie sich an.',
  metricsToken: 'Senden Sie das Token der Metriken.',
  logInOrRead:
    'Melden Sie sich an, oder senden Sie ein gültiges Zugriffstoken. Die API ist unter /docs beschrieben.',
  noMail: 'Hier werden keine E-Mails gesendet. Bitten Sie einen Administrator um ein neues Passwort.',
  tooManyLogins: 'Zu viele Anmeldungen auf einmal. Versuchen Sie es gleich noch einmal.',
  noSecondFactorHere: 'Hier ist kein zweiter Faktor möglich: SECRETS_KEY ist nicht gesetzt.',
  providerSaidNoEmail:
    'Der Anbieter hat Ihre E-Mail-Adresse nicht genannt, und ohne sie gibt es hier kein Konto.',
  notJoined:
    'Zu Ihrer Adresse gibt es schon ein Konto, und es lässt sich nicht verbinden: Der Anbieter und Punctual müssen beide die Adresse bestätigt haben. Melden Sie sich mit dem Passwort des Kontos an; um seine Adresse zu bestätigen, wählen Sie über „Passwort vergessen?“ ein neues Passwort.',
  providerAway: (label) => `${label} antwortet nicht. Versuchen Sie es gleich noch einmal.`,
  providerFailed: (label) =>
    `Die Anmeldung über ${label} ist misslungen oder hat zu lange gedauert. Beginnen Sie noch einmal.`,
  begunElsewhere: 'Diese Anmeldung wurde nicht in diesem Browser begonnen. Beginnen Sie noch einmal.',
  tooLongToCompute:
    'Dieser Zeitplan ist zu aufwendig zu berechnen. Fragen Sie nach weniger Läufen oder nach einer kürzeren Zeit.',
  tooLongToImport:
    'Nicht geprüft: Die Zeitpläne davor sind für einen Import zu aufwendig zu berechnen. Importieren Sie weniger solche Jobs auf einmal.',
  tooManyComputed: 'Gerade werden zu viele Zeitpläne berechnet. Versuchen Sie es gleich noch einmal.',
  privateNetwork: 'Diese Adresse liegt in einem privaten Netz, das Jobs nicht aufrufen können.',
  sortOfAll:
    'Die Jobs aller werden nach createdAt sortiert, fehlerhafte auch nach lastRun; nennen Sie einen Besitzer, um anders zu sortieren.',
  byPage: 'In dieser Reihenfolge geht es nach Seiten weiter (page).',
  otherCursor:
    'Diesen Cursor hat diese Liste nicht ausgegeben; eine Liste in anderer Reihenfolge hat andere.',
  pageTooFar: (rows) =>
    `Seiten reichen so weit, wie Zeilen gezählt werden, bis ${rows.toLocaleString('de')}; danach geht es mit dem Cursor weiter.`,
  keyForm: 'Ein Schlüssel hat 1 bis 255 sichtbare ASCII-Zeichen.',
  reference:
    'Neben „$id“ hält die Datenbank dies für einen ihrer eigenen Verweise. Senden Sie das Ganze als Text.',
  halfCharacter: 'Hier steht ein halbes Zeichen: Von einem Surrogatpaar fehlt die andere Hälfte.',
  inexact: (written) =>
    `Die Zahl ${written} lässt sich nicht genau aufbewahren. Senden Sie sie als Text, in Anführungszeichen.`,
  tooDeep: (levels) => `Das ist zu tief verschachtelt: höchstens ${levels} Ebenen.`,
  nulInName: 'Der Name eines Feldes kann kein NUL enthalten.',
};
