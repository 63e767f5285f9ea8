import { BODY_LIMIT_KB } from '@punctual/contracts/api/limits';
import { inAll, inEachLanguage, type Said, type Words } from '@punctual/contracts/language';

const english = {
  malformedJson: 'The body is not well-formed JSON.',
  unauthenticated: 'Log in, or send a valid access token.',
  wrongCredentials: 'Email or password is wrong.',
  wrongCode: 'This code is wrong, or it was used before.',
  accountDisabled: 'This account is disabled. Ask an administrator to enable it.',
  forbidden: 'You may not do this.',
  secondFactorRequired: 'Administrators need a second factor here. Set yours up first.',
  notFound: (what: string): string => `${what} does not exist, or it is not yours.`,
  things: {
    page: 'This page',
    job: 'This job',
    run: 'This run',
    jobOfRun: 'The job of this run',
    login: 'This login',
    user: 'This user',
    version: 'This version of the job',
    taskOfVersion: 'What this version of the job did',
    provider: 'This way to log in',
    key: 'This API key',
  },
  methods: (allowed: string): string => `This path supports ${allowed} only.`,
  tooLarge: `The body is over ${BODY_LIMIT_KB} kB.`,
  notJson: 'Send JSON, with Content-Type: application/json.',
  more: (count: number): string =>
    count === 1 ? 'There is one more problem.' : `There are ${count} more problems.`,
  notValid: 'The request is not valid.',
  tooMany: 'Too many requests. Wait a moment and try again.',
  enterSecret: 'Enter the value of this secret.',
  enterSecretAgain: (from: string, to: string): string =>
    `This secret was given for ${from}. Enter its value again to send it to ${to}.`,
  noSecrets: 'No secrets are kept here: SECRETS_KEY is not set.',
  ownAddressOnly: (own: string | null): string => `Jobs may write only to your own address: ${own}.`,
  domainsOnly: (domains: string): string => `Jobs may write only to these domains: ${domains}.`,
  closedPort: (port: number): string =>
    `Jobs may not call port ${port}: only 80, 443 and what HTTP_ALLOWED_PORTS names.`,
};

export type ErrorWords = Words<typeof english>;

const german: ErrorWords = {
  malformedJson: 'Der Inhalt der Anfrage ist kein wohlgeformtes JSON.',
  unauthenticated: 'Melden Sie sich an, oder senden Sie ein gültiges Zugriffstoken.',
  wrongCredentials: 'E-Mail oder Passwort ist falsch.',
  wrongCode: 'Dieser Code ist falsch, oder er wurde schon benutzt.',
  accountDisabled: 'Dieses Konto ist deaktiviert. Bitten Sie einen Administrator, es zu aktivieren.',
  forbidden: 'Sie dürfen das nicht.',
  secondFactorRequired: 'Administratoren brauchen hier einen zweiten Faktor. Richten Sie zuerst Ihren ein.',
  notFound: (what) => `${what} gibt es nicht, oder nicht für Sie.`,
  things: {
    page: 'Diese Seite',
    job: 'Diesen Job',
    run: 'Diesen Lauf',
    jobOfRun: 'Den Job dieses Laufs',
    login: 'Diese Anmeldung',
    user: 'Diesen Benutzer',
    version: 'Diese Version des Jobs',
    taskOfVersion: 'Was diese Version des Jobs tat,',
    provider: 'Diesen Weg, sich anzumelden,',
    key: 'Diesen API-Schlüssel',
  },
  methods: (allowed) => `Dieser Pfad unterstützt nur ${allowed}.`,
  tooLarge: `Der Inhalt der Anfrage hat mehr als ${BODY_LIMIT_KB} kB.`,
  notJson: 'Senden Sie JSON, mit Content-Type: application/json.',
  more: (count) => (count === 1 ? 'Es gibt noch ein Problem.' : `Es gibt noch ${count} Probleme.`),
  notValid: 'Die Anfrage ist nicht gültig.',
  tooMany: 'Zu viele Anfragen. Warten Sie einen Augenblick, und versuchen Sie es noch einmal.',
  enterSecret: 'Geben Sie den Wert dieses Geheimnisses ein.',
  enterSecretAgain: (from, to) =>
    `Dieses Geheimnis wurde für ${from} angegeben. Geben Sie seinen Wert noch einmal ein, um es an ${to} zu senden.`,
  noSecrets: 'Hier werden keine Geheimnisse aufbewahrt: SECRETS_KEY ist nicht gesetzt.',
  ownAddressOnly: (own) => `Jobs dürfen nur an Ihre eigene Adresse schreiben: ${own}.`,
  domainsOnly: (domains) => `Jobs dürfen nur an diese Domains schreiben: ${domains}.`,
  closedPort: (port) =>
    `Jobs dürfen Port ${port} nicht aufrufen: nur 80, 443 und was HTTP_ALLOWED_PORTS nennt.`,
};

/** The words of refusals that both services may give, by language. */
const ERROR_WORDS = inEachLanguage(english, german);

/** Says a refusal in every language. */
export const refusal = (say: (words: ErrorWords) => string): Said => inAll(ERROR_WORDS, say);
