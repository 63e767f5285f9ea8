import type { accountWords as English } from '../account.ts';

/** Words of what surrounds an account, in German. */
export const account: typeof English = {
  toLogin: 'Anmelden',
  again: 'Erneut senden',
  sendingAgain: 'Wird gesendet…',
  sentAgain: 'Erneut gesendet.',
  spentLink: 'Dieser Link wurde benutzt oder ist abgelaufen.',
  forgot: {
    title: 'Passwort vergessen?',
    lead: 'Geben Sie Ihre E-Mail-Adresse ein. Ein Link für ein neues Passwort kommt per E-Mail.',
    submit: 'Link senden',
    sending: 'Wird gesendet…',
    sentTitle: 'E-Mails prüfen',
    sent: (email) => `Wenn ${email} ein Konto hat, ist ein Link unterwegs. Er gilt einmal, eine Stunde lang.`,
    spam: 'Nach ein paar Minuten nichts da? Sehen Sie bei den unerwünschten E-Mails nach.',
    remembered: 'Doch wieder eingefallen?',
  },
  reset: {
    title: 'Neues Passwort wählen',
    lead: 'Alle Anmeldungen enden und alle API-Schlüssel werden widerrufen. Danach melden Sie sich mit dem neuen Passwort an.',
    password: 'Neues Passwort',
    submit: 'Passwort speichern',
    sending: 'Wird gespeichert…',
    spentTitle: 'Dieser Link gilt nicht mehr',
    askAnew: 'Neuen Link anfordern',
  },
  verify: {
    title: 'E-Mail-Adresse bestätigen',
    checking: 'Einen Moment…',
    doneTitle: 'Ihre Adresse ist bestätigt',
    done: 'Jetzt können Sie Jobs planen.',
    goOn: 'Weiter',
    spent:
      'Dieser Link wurde benutzt oder ist abgelaufen. Ist die Adresse noch nicht bestätigt, registrieren Sie sich noch einmal mit demselben Passwort: Ein neuer Link kommt per E-Mail.',
    toRegister: 'Noch einmal registrieren',
    failed: 'Die Adresse konnte nicht bestätigt werden.',
  },
  mailed: {
    title: 'E-Mails prüfen',
    lead: (email) =>
      `Eine E-Mail ist unterwegs an ${email}. Ihr Link bestätigt die Adresse und gilt einen Tag.`,
    next: 'Melden Sie sich danach an. Gibt es zu der Adresse schon ein Konto, steht es in der E-Mail.',
    other: 'Andere Adresse verwenden',
  },
  secondStep: {
    title: 'Code eingeben',
    lead: 'Noch ein Schritt: Dieses Konto braucht auch einen Code.',
    label: { app: 'Code der Authenticator-App', recovery: 'Wiederherstellungscode' },
    hint: { app: 'Sechs Ziffern; alle 30 Sekunden neue', recovery: 'Einer der aufbewahrten' },
    enter: {
      app: 'Geben Sie den Code ein, den die App zeigt.',
      recovery: 'Geben Sie einen Ihrer Wiederherstellungscodes ein.',
    },
    change: {
      app: 'Stattdessen einen Wiederherstellungscode nutzen',
      recovery: 'Stattdessen die Authenticator-App nutzen',
    },
    wrong: {
      app: 'Dieser Code ist falsch oder wurde schon benutzt. Warten Sie auf den nächsten.',
      recovery: 'Dieser Wiederherstellungscode ist falsch oder wurde schon benutzt. Jeder gilt einmal.',
    },
    back: 'Als jemand anderes anmelden',
  },
  provider: {
    or: 'oder',
    logIn: (label) => `Anmelden mit ${label}`,
    leaving: 'Einen Moment…',
    failed: 'Sie sind nicht angemeldet',
    back: 'Zurück zur Anmeldung',
  },
  secondFactorDue: {
    title: 'Zweiten Faktor einrichten',
    lead: 'Administratoren brauchen hier einen. Bis er eingerichtet ist, geht nichts anderes.',
    done: 'Der zweite Faktor ist an.',
    loggedInAs: (email) => `Angemeldet als ${email}.`,
    logOut: 'Abmelden',
  },
};
