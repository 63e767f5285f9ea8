import { inEachLanguage, type Words } from '../language.ts';
import { MIN_PASSWORD, PASSWORD_HINT } from './user-limits.ts';

const english = {
  unseen: 'Leave out characters that cannot be seen: control, zero-width and direction characters.',
  enterName: 'Enter a name.',
  longestName: (limit: number): string => `A name has at most ${limit} characters.`,
  role: 'A role is "user" or "admin".',
  passwordHint: PASSWORD_HINT,
  longestPassword: (limit: number): string => `Use at most ${limit} characters.`,
  password: 'Enter your password.',
  currentPassword: 'Enter your current password.',
  passwordFirst: 'Log in with your password first.',
  link: 'Follow the link of the mail.',
  code: 'Enter the code.',
  noCode: 'This is not a code.',
  service: 'Name the service that will use the key.',
  scope: (scopes: readonly string[]): string => `A scope is one of: ${scopes.join(', ')}.`,
  noScope: 'A key without a scope could do nothing.',
  scopeTwice: 'Each scope is named once.',
  rate: (limit: number): string => `A rate is a whole number of requests a second, from 1 to ${limit}.`,
  overlap: (limit: number): string => `Choose a whole number of hours from 0 to ${limit}.`,
};

export type UserWords = Words<typeof english>;

const german: UserWords = {
  unseen:
    'Lassen Sie Zeichen weg, die nicht zu sehen sind: Steuerzeichen, Zeichen ohne Breite und solche, die die Schreibrichtung ändern.',
  enterName: 'Geben Sie einen Namen ein.',
  longestName: (limit) => `Ein Name hat höchstens ${limit} Zeichen.`,
  role: 'Eine Rolle ist „user“ oder „admin“.',
  passwordHint: `Mindestens ${MIN_PASSWORD} Zeichen, besser 15.`,
  longestPassword: (limit) => `Nehmen Sie höchstens ${limit} Zeichen.`,
  password: 'Geben Sie Ihr Passwort ein.',
  currentPassword: 'Geben Sie Ihr aktuelles Passwort ein.',
  passwordFirst: 'Melden Sie sich zuerst mit Ihrem Passwort an.',
  link: 'Folgen Sie dem Link in der E-Mail.',
  code: 'Geben Sie den Code ein.',
  noCode: 'Das ist kein Code.',
  service: 'Nennen Sie den Dienst, der den Schlüssel verwenden wird.',
  scope: (scopes) => `Ein Recht ist eines von diesen: ${scopes.join(', ')}.`,
  noScope: 'Ein Schlüssel ohne Rechte könnte nichts tun.',
  scopeTwice: 'Nennen Sie jedes Recht nur einmal.',
  rate: (limit) => `Die Rate ist eine ganze Zahl von Anfragen pro Sekunde, von 1 bis ${limit}.`,
  overlap: (limit) => `Wählen Sie eine ganze Zahl von Stunden von 0 bis ${limit}.`,
};

/** The words for what is wrong with what is said of an account or of an API key, by language. */
export const USER_WORDS = inEachLanguage(english, german);
