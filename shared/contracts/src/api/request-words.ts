import { inEachLanguage, type Words } from '../language.ts';

const english = {
  whole: (what: string): string => `${what} is a whole number.`,
  atLeast: (what: string, least: number): string => `${what} is at least ${least}.`,
  atMost: (what: string, most: number): string => `${what} is at most ${most}.`,
  oneOf: (what: string, values: readonly string[]): string => `${what} is one of ${values.join(', ')}.`,
  oneOrMoreOf: (what: string, values: readonly string[]): string =>
    `${what} is one of ${values.join(', ')}, or several with commas between them.`,
  firstPage: 'Pages begin at 1.',
  mostJobs: (limit: number): string => `At most ${limit} jobs at a time.`,
  noCharacter: 'This holds a character that no text has.',
  noCharacterOfAddress: 'This holds a character that no address has.',
  noJobId: 'This is not the id of a job.',
  jobIds: 'ids are ids of jobs, with commas between them.',
  byIdsOrFilter: 'Name the jobs by ids, or by a filter ({} for all).',
  cursorOfFilter: 'Only what is found by a filter goes on at a cursor.',
  tags: 'Name the tags to add or to remove, and none with another action.',
  date: 'from is a date from 1970 to 2999, such as 2031-03-01.',
  zone: 'timezone is no time zone that is known.',
  daysByHour: (most: number): string => `By hour, days is at most ${most}.`,
};

export type RequestWords = Words<typeof english>;

const german: RequestWords = {
  whole: (what) => `${what} ist eine ganze Zahl.`,
  atLeast: (what, least) => `${what} ist mindestens ${least}.`,
  atMost: (what, most) => `${what} ist höchstens ${most}.`,
  oneOf: (what, values) => `${what} ist eines von ${values.join(', ')}.`,
  oneOrMoreOf: (what, values) =>
    `${what} ist eines von ${values.join(', ')}, oder mehrere davon, durch Kommas getrennt.`,
  firstPage: 'Seiten beginnen bei 1.',
  mostJobs: (limit) => `Höchstens ${limit} Jobs auf einmal.`,
  noCharacter: 'Das enthält ein Zeichen, das in keinem Text vorkommt.',
  noCharacterOfAddress: 'Das enthält ein Zeichen, das in keiner Adresse vorkommt.',
  noJobId: 'Das ist nicht die ID eines Jobs.',
  jobIds: 'ids sind IDs von Jobs, durch Kommas getrennt.',
  byIdsOrFilter: 'Nennen Sie die Jobs mit ids oder mit einem Filter ({} für alle).',
  cursorOfFilter: 'Nur was ein Filter findet, geht bei einem Cursor weiter.',
  tags: 'Nennen Sie die Tags, die hinzukommen oder entfernt werden, und bei anderen Aktionen keine.',
  date: 'from ist ein Datum von 1970 bis 2999, zum Beispiel 2031-03-01.',
  zone: 'timezone ist keine bekannte Zeitzone.',
  daysByHour: (most) => `Nach Stunden ist days höchstens ${most}.`,
};

/** The words for what is wrong with a request, where it is about no job, task, schedule or account in itself, by language. */
export const REQUEST_WORDS = inEachLanguage(english, german);
