import { inAll, inEachLanguage, type Said, type Words } from '@punctual/contracts/language';

const english = {
  databaseAway:
    'The database does not answer. Try again in a moment; a change may have been made all the same.',
  writeConflict: 'Somebody else is writing the same. Try again in a moment.',
  internal: 'Something went wrong on our side. The request id helps to find it.',
  twoHosts: 'The request has more than one Host header.',
  otherSite: 'This request did not come from the panel.',
  needsAdmin: 'This needs the administrator role.',
  noKeys: 'This is not for API keys. Log in.',
  lacksScope: (scopes: string[]): string => `This API key lacks the scope ${scopes.join(' or ')}.`,
  emailNotVerified:
    'Confirm your email address first: follow the link in the mail. Registering again with the same password mails another.',
  changedMeanwhile: 'This job changed while you were editing. Load it again.',
  keyReused: 'This Idempotency-Key was sent with another request before. Use a new one.',
  keyOfAnother: 'This key belongs to another request.',
  keyInUse: 'The request of this Idempotency-Key is still being carried out. Ask again in a moment.',
  tooManyAtOnce: 'Too many requests are being answered at the moment. Try again in a second.',
  tokenEnded: 'The access token is not valid, or it has ended.',
  loginEnded: 'This login has ended.',
  sessionEnded: 'Your session ended. Log in to go on.',
  loginOver: 'This login took too long, or has ended. Begin again.',
  keyNotValid: 'The API key is not valid, has ended, or was revoked.',
  emailTaken: 'This email already has an account. Log in instead?',
  ownAccount: 'This is your own account. Let another administrator disable it.',
  ownSecondFactor: 'This is your own account. Switch your second factor off in your settings.',
  lastAdmin: 'This is the last administrator. Make somebody else one first.',
  jobDisabled: 'This job is disabled. Enable it to run it.',
  ownerDisabled: 'The account of its owner is disabled. Enable the account to run it.',
  runOpen: 'This run has not ended yet.',
  runEnded: 'This run has ended already.',
  tooManyTags: (limit: number): string => `A job has at most ${limit} tags.`,
  hasSecondFactor: 'You have a second factor already. Switch it off first.',
  noSecondFactor: 'You have no second factor.',
  setupOver: 'This took too long, or was begun anew elsewhere. Begin again.',
  notTheCode: 'This is not the code that the app shows now.',
  notThePassword: 'This is not your current password.',
  noPassword: 'Your account has no password yet. Have a link mailed to choose one.',
  commonPassword: 'Many people use this password, so it is tried first. Choose another one.',
  linkUsed: 'This link has been used, or it has ended. Ask for a new one.',
  tooManyKeys: (limit: number): string =>
    `This account has ${limit} API keys, which is as many as it may have. Revoke one that is not used.`,
  passed: 'That time has passed. Choose a later one.',
  endBeforeStart: 'The end is before the start.',
  noZone: (zone: string): string => `“${zone}” is not a time zone. Search for a city.`,
  readOnly: 'This cannot be set. Leave it out, or send it as it was read.',
  otherRevision: (revision: number): string =>
    `This job is at revision ${revision} now. Load it again, or leave this out.`,
  noRunLeft: (starts: number, limit: number | null): string =>
    `${starts} of ${limit} runs have been started, so none is left. Allow more runs, or restart the count.`,
  missing: 'This is missing.',
  wrongType: (kind: string): string => `This must be ${/^[aeio]/.test(kind) ? 'an' : 'a'} ${kind}.`,
  tooBig: (most: string): string => `This is larger than allowed: at most ${most}.`,
  tooSmall: (least: string): string => `This is smaller than allowed: at least ${least}.`,
  oneOf: (values: string): string => `This must be one of: ${values}.`,
  noField: (name: string): string => `There is no field "${name}" here.`,
};

export type RefusalWords = Words<typeof english>;

const german: RefusalWords = {
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
  missing: 'Das fehlt.',
  wrongType: (kind) => `Das muss vom Typ ${kind} sein.`,
  tooBig: (most) => `Das ist größer als erlaubt: höchstens ${most}.`,
  tooSmall: (least) => `Das ist kleiner als erlaubt: mindestens ${least}.`,
  oneOf: (values) => `Das muss eines von diesen sein: ${values}.`,
  noField: (name) => `Ein Feld „${name}“ gibt es hier nicht.`,
};

export const REFUSAL_WORDS = inEachLanguage(english, german);

/** Says a refusal in every language. */
export const refuse = (say: (words: RefusalWords) => string): Said => inAll(REFUSAL_WORDS, say);
