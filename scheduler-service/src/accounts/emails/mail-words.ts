import { inEachLanguage, type Words } from '@punctual/contracts/language';

const english = {
  ignore: 'If you did not ask for this, ignore this mail: nothing changes.',
  verification: {
    subject: 'Confirm your email address',
    lead: 'Somebody registered at Punctual with this address. If it was you, confirm it within a day:',
  },
  registered: {
    subject: 'You have an account already',
    lead: 'Somebody registered at Punctual with this address, which has an account. If it was you, log in:',
    hint: 'There you can also choose another password, should you have forgotten yours.',
  },
  reset: {
    subject: 'Choose another password',
    lead: 'Somebody asked to choose another password for your account. If it was you, do so within an hour:',
    hint: 'All your logins end then, and all your API keys are revoked: services that use one need another.',
  },
  secondFactor: {
    on: {
      subject: 'Your second factor was switched on',
      lead: 'From now on, a login to Punctual with your password also needs a code of your authenticator app, or a recovery code.',
    },
    off: {
      subject: 'Your second factor was switched off',
      lead: 'From now on, a login to Punctual needs your password alone.',
    },
    hint: 'If this was neither you nor an administrator whom you asked, choose another password at once:',
  },
  /** The answer to a request for a mail. */
  onItsWay: 'If this address can be used for this, a mail is on its way to it.',
};

const german: Words<typeof english> = {
  ignore: 'Wenn Sie das nicht waren, ignorieren Sie diese E-Mail: Es ändert sich nichts.',
  verification: {
    subject: 'Bestätigen Sie Ihre E-Mail-Adresse',
    lead: 'Jemand hat sich mit dieser Adresse bei Punctual registriert. Wenn Sie das waren, bestätigen Sie sie innerhalb eines Tages:',
  },
  registered: {
    subject: 'Sie haben schon ein Konto',
    lead: 'Jemand hat sich mit dieser Adresse, zu der es schon ein Konto gibt, bei Punctual registriert. Wenn Sie das waren, melden Sie sich an:',
    hint: 'Dort können Sie auch ein anderes Passwort wählen, falls Sie Ihres vergessen haben.',
  },
  reset: {
    subject: 'Wählen Sie ein anderes Passwort',
    lead: 'Jemand möchte ein anderes Passwort für Ihr Konto wählen. Wenn Sie das waren, tun Sie es innerhalb einer Stunde:',
    hint: 'Dann enden alle Ihre Anmeldungen, und alle Ihre API-Schlüssel werden widerrufen: Dienste, die einen nutzen, brauchen einen neuen.',
  },
  secondFactor: {
    on: {
      subject: 'Ihr zweiter Faktor wurde eingeschaltet',
      lead: 'Von jetzt an braucht eine Anmeldung bei Punctual mit Ihrem Passwort auch einen Code Ihrer Authenticator-App oder einen Wiederherstellungscode.',
    },
    off: {
      subject: 'Ihr zweiter Faktor wurde ausgeschaltet',
      lead: 'Von jetzt an genügt für eine Anmeldung bei Punctual Ihr Passwort.',
    },
    hint: 'Wenn das weder Sie waren noch ein Administrator, den Sie darum gebeten haben, wählen Sie sofort ein anderes Passwort:',
  },
  onItsWay: 'Wenn diese Adresse dafür verwendet werden kann, ist eine E-Mail an sie unterwegs.',
};

export type MailWords = Words<typeof english>;

/** The words of mails to users, by language. */
export const MAIL_WORDS = inEachLanguage(english, german);
