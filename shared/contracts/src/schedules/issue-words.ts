import { inEachLanguage, type Words } from '../language.ts';

const english = {
  notWithin: (value: number, limit: number): string => `${value} is not in 1–${limit}.`,
  maxRuns: (value: number, limit: number): string =>
    `${value} is not in 1–${limit}. For more runs set an end instead.`,
  jitterRange: (value: number, limit: number): string => `${value} is not in 0–${limit} (one day).`,
  endBeforeStart: 'The end is before the start.',
  tooManySteps:
    'This schedule takes too long to compute, because few days fit it. Name fewer days with W, L or #, or make several simpler jobs.',
  outOfTime: 'Choose a time between the years 1970 and 2999.',
  endPassed: 'That end has passed. Choose a later one.',
  noRun: 'No run falls between the start and the end.',
  tooClose: (gap: string, smallest: string): string =>
    `Runs come as close as every ${gap}; the smallest interval here is ${smallest}.`,
  jitterOfGap: (limit: number): string =>
    `Use at most ${limit} ms: less than half the smallest gap between two runs.`,
  passed: 'That time has passed. Choose a later one.',
  quartz: (instead: string): string =>
    `With ? this is a Quartz expression, which counts weekdays from Sunday = 1; here Monday is 1. Write ${instead}.`,
  writeEvery: 'Write how often, for example 15m, 2h or 1d.',
  longestEvery: 'The longest interval is 3660d (ten years).',
  noZone: (zone: string): string => `“${zone}” is not a time zone. Search for a city.`,
};

export type IssueWords = Words<typeof english>;

const german: IssueWords = {
  notWithin: (value, limit) => `${value} liegt nicht in 1–${limit}.`,
  maxRuns: (value, limit) =>
    `${value} liegt nicht in 1–${limit}. Für mehr Läufe setzen Sie stattdessen ein Ende.`,
  jitterRange: (value, limit) => `${value} liegt nicht in 0–${limit} (ein Tag).`,
  endBeforeStart: 'Das Ende liegt vor dem Anfang.',
  tooManySteps:
    'Dieser Zeitplan ist zu aufwendig zu berechnen, weil wenige Tage zu ihm passen. Nennen Sie weniger Tage mit W, L oder #, oder legen Sie mehrere einfachere Jobs an.',
  outOfTime: 'Wählen Sie eine Zeit zwischen den Jahren 1970 und 2999.',
  endPassed: 'Dieses Ende ist vorbei. Wählen Sie ein späteres.',
  noRun: 'Zwischen Anfang und Ende liegt kein Lauf.',
  tooClose: (gap, smallest) =>
    `Läufe folgen im Abstand von nur ${gap} aufeinander; der kleinste Abstand ist hier ${smallest}.`,
  jitterOfGap: (limit) =>
    `Nehmen Sie höchstens ${limit} ms: weniger als die Hälfte des kleinsten Abstands zweier Läufe.`,
  passed: 'Diese Zeit ist vorbei. Wählen Sie eine spätere.',
  quartz: (instead) =>
    `Mit ? ist dies ein Quartz-Ausdruck, der Wochentage ab Sonntag = 1 zählt; hier ist Montag 1. Schreiben Sie ${instead}.`,
  writeEvery: 'Schreiben Sie, wie oft, zum Beispiel 15m, 2h oder 1d.',
  longestEvery: 'Der längste Abstand ist 3660d (zehn Jahre).',
  noZone: (zone) => `„${zone}“ ist keine Zeitzone. Suchen Sie nach einer Stadt.`,
};

/** The words for what is wrong with a schedule, by language. */
export const ISSUE_WORDS = inEachLanguage(english, german);
