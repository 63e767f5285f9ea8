import { inEachLanguage, type Words } from '../language.ts';

const english = {
  types: (types: readonly string[]): string => `The type of a task is one of: ${types.join(', ')}.`,
  missing: 'This is missing.',
  methods: (methods: readonly string[]): string => `The method is one of: ${methods.join(', ')}.`,
  noBody: 'A GET or HEAD request has no body; choose POST, PUT, PATCH or DELETE.',
  noSecret: (name: string): string => `There is no secret ${name}.`,
  urlForm: 'Enter an address that begins with https:// or http://.',
  longestUrl: (limit: number): string => `An address has at most ${limit.toLocaleString('en')} characters.`,
  urlPlaceholder: 'Scheme, host and port of an address hold no placeholder.',
  addressPlaceholder: 'An address holds no placeholder.',
  fieldPlaceholder: 'The name of a field holds no placeholder.',
  longestData: (limit: number): string => `Data have at most ${limit} KiB.`,
  urlPassword: 'An address holds no user name or password; send them in a header instead.',
  mostHeaders: (limit: number): string => `At most ${limit} headers.`,
  headerName: 'That is not the name of a header.',
  headerReserved: 'This header cannot be set by a job.',
  headerTwice: 'This header is given twice.',
  longestHeader: (limit: number): string => `A header has at most ${limit.toLocaleString('en')} characters.`,
  headerLine: 'A header is one line of letters, digits and signs of Latin-1.',
  mostSecrets: (limit: number): string => `At most ${limit} secrets.`,
  secretName: 'A secret is named like TOKEN or API_KEY_2.',
  longestSecret: (limit: number): string => `A secret has at most ${limit.toLocaleString('en')} characters.`,
  secretLine: 'A secret is one line of letters, digits and signs of Latin-1.',
  expectedStatus: 'Enter a status such as 200, a group such as "2xx", or a list of them.',
  mostAddresses: (limit: number): string => `At most ${limit} addresses.`,
  recipient: 'Enter who should get the email.',
  subjectLine: 'The subject is one line of text.',
  subject: 'Enter a subject.',
  text: 'Enter the text of the email.',
  tooLarge: {
    headers: (limit: number): string => `Address and headers have at most ${limit} KiB together.`,
    body: (limit: number): string => `A body has at most ${limit} KiB.`,
  },
  withSecrets:
    'This counts the values of its secrets, wherever they are referred to: refer to them less often.',
};

export type TaskWords = Words<typeof english>;

const german: TaskWords = {
  types: (types) => `Der Typ einer Aufgabe ist einer von diesen: ${types.join(', ')}.`,
  missing: 'Das fehlt.',
  methods: (methods) => `Die Methode ist eine von diesen: ${methods.join(', ')}.`,
  noBody: 'Eine Anfrage mit GET oder HEAD hat keinen Inhalt; wählen Sie POST, PUT, PATCH oder DELETE.',
  noSecret: (name) => `Ein Geheimnis ${name} gibt es nicht.`,
  urlForm: 'Geben Sie eine Adresse ein, die mit https:// oder http:// beginnt.',
  longestUrl: (limit) => `Eine Adresse hat höchstens ${limit.toLocaleString('de')} Zeichen.`,
  urlPlaceholder: 'Schema, Host und Port einer Adresse enthalten keinen Platzhalter.',
  addressPlaceholder: 'Eine Adresse enthält keinen Platzhalter.',
  fieldPlaceholder: 'Der Name eines Feldes enthält keinen Platzhalter.',
  longestData: (limit) => `Daten haben höchstens ${limit} KiB.`,
  urlPassword:
    'Eine Adresse enthält keinen Benutzernamen und kein Passwort; senden Sie sie stattdessen in einem Header.',
  mostHeaders: (limit) => `Höchstens ${limit} Header.`,
  headerName: 'So kann kein Header heißen.',
  headerReserved: 'Diesen Header kann ein Job nicht setzen.',
  headerTwice: 'Dieser Header ist zweimal angegeben.',
  longestHeader: (limit) => `Ein Header hat höchstens ${limit.toLocaleString('de')} Zeichen.`,
  headerLine: 'Ein Header ist eine Zeile aus Buchstaben, Ziffern und Zeichen von Latin-1.',
  mostSecrets: (limit) => `Höchstens ${limit} Geheimnisse.`,
  secretName: 'Ein Geheimnis heißt zum Beispiel TOKEN oder API_KEY_2.',
  longestSecret: (limit) => `Ein Geheimnis hat höchstens ${limit.toLocaleString('de')} Zeichen.`,
  secretLine: 'Ein Geheimnis ist eine Zeile aus Buchstaben, Ziffern und Zeichen von Latin-1.',
  expectedStatus: 'Geben Sie einen Status wie 200, eine Gruppe wie „2xx“ oder eine Liste davon ein.',
  mostAddresses: (limit) => `Höchstens ${limit} Adressen.`,
  recipient: 'Geben Sie ein, wer die E-Mail bekommen soll.',
  subjectLine: 'Der Betreff ist eine einzige Zeile Text.',
  subject: 'Geben Sie einen Betreff ein.',
  text: 'Geben Sie den Text der E-Mail ein.',
  tooLarge: {
    headers: (limit) => `Adresse und Header haben zusammen höchstens ${limit} KiB.`,
    body: (limit) => `Ein Inhalt hat höchstens ${limit} KiB.`,
  },
  withSecrets: 'Die Werte der Geheimnisse zählen mit, wo immer sie genannt sind: Nennen Sie sie seltener.',
};

/** The words for what is wrong with a task, by language. */
export const TASK_WORDS = inEachLanguage(english, german);
