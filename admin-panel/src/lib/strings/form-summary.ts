import { inLanguage } from './in-language.ts';

/** Words of the summary of the form: a sentence, and the next runs. */
export const summaryWords = inLanguage('form-summary', {
  summary: 'Summary',
  sentence: (what: string, when: string) => `Punctual ${what} ${when}.`,
  whatEmail: (subject: string, to: string) => `will send ${subject} to ${to}`,
  whatHttp: (method: string, host: string | null) =>
    host === null ? 'will call the URL you name' : `will call ${method} ${host}`,
  whatNote: 'will record a note',
  whatOther: (kind: string) => `will run “${kind}”`,
  anEmail: 'an email',
  someone: 'the people you name',
  quoted: (text: string) => `“${text}”`,
  atTime: (instant: string) => `on ${instant}`,
  everyTime: (words: string) => `every ${words}`,
  afterPress: (words: string) => `${words} after you press “Schedule job”`,
  someTime: 'at the time you choose',
  preview: {
    title: 'Next runs',
    heed: 'Has a warning',
    lineAfter: (words: string) => `Next: ${words} after you press`,
    none: 'The next runs appear here as soon as the times are complete.',
    after: (words: string) => `It runs ${words} after you press the button.`,
    manyEmails: (count: string) =>
      `That is about ${count} emails a day to each address. Mail servers may treat so many as spam.`,
    inZone: (city: string) => `In ${city}`,
    forYou: 'For you',
    fromNow: 'From now',
    nextDay: 'next day',
    dayBefore: 'day before',
    showMore: 'Show 20',
    showLess: 'Show 5',
    said: (instant: string) => `Next run ${instant}.`,
    failed: 'The next runs could not be computed.',
    notes: {
      'gap-shifted': 'Clocks skip the planned time that day.',
      'overlap-first': 'Clocks go back that day: the first of two.',
      'overlap-second': 'Clocks go back that day: the second of two.',
    },
    gap: 'When clocks skip the time',
    gaps: { shift: (clock: string) => `Run at ${clock} instead`, skip: 'Skip that day' },
    twice: 'When the time occurs twice',
    twices: { once: 'Once, at the first', both: 'Both times' },
    line: (when: string) => `Next: ${when}`,
    noLine: 'Summary',
    open: 'Show the summary',
  },
});
