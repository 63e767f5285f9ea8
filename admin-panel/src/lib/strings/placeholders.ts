import { inLanguage } from './in-language.ts';

/** The words about placeholders in the job form. */
export const placeholderWords = inLanguage('placeholders', {
  title: 'As it will be sent',
  next: (at: string): string => `For the run at ${at}`,
  now: 'As if it ran now',
  unfinished: 'Fill in the fields above to see what will be sent.',
  wrong: (label: string, message: string): string => `${label}: ${message}`,
  help: {
    title: 'What can be filled in',
    intro:
      'Write {{ job.name }} where the name of the job belongs. Each attempt fills in what is current then; times are in the zone of the job.',
    names: {
      job: 'this job',
      run: 'the run and the attempt at it',
      now: 'the time at which it is sent',
      data: 'what the field “Data for placeholders” holds, as data.name',
      secrets: 'a secret, as {{ secrets.TOKEN }}; only in calls, and never changed by a filter',
      previous: 'the run before, empty for the first one',
    },
    filters: 'Filters',
    date: 'a time as you want to see it',
    date_add: 'a time moved by minutes, hours, days, weeks, months or years',
    json: 'a value as JSON, for a body that is a text',
    url_encode: 'a value as a part of an address',
    default: 'another text where there is nothing',
    others: (names: string): string => `Also: ${names}.`,
    tags: (names: string): string =>
      `Tags, as in {% if previous.status == "FAILED" %}…{% endif %}: ${names}.`,
    html: 'In HTML values are escaped by themselves.',
  },
});
