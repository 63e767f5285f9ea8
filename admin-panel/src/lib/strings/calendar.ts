import { inLanguage } from './in-language.ts';
import { listText } from './list.ts';
import { figure, plural } from './plural.ts';

/** Words of the calendar and of the timeline. */
export const calendarWords = inLanguage('calendar', {
  title: 'Calendar',
  allTitle: 'Everyone’s calendar',
  view: 'View',
  views: { month: 'Month', week: 'Week', hours: '24 hours' },
  month: 'Month',
  week: 'Week',
  hours: 'The last and the next 24 hours',
  before: { month: 'Previous month', week: 'Previous week', hours: '' },
  after: { month: 'Next month', week: 'Next week', hours: '' },
  today: 'Today',
  error: 'The calendar could not be loaded. Jobs keep running.',
  notComplete:
    'Not all that is planned is shown: there are many jobs, or their schedules take long to compute.',
  nothing: 'Nothing',
  runs: (count: number, capped: boolean) =>
    capped ? `${figure(count)}+ runs` : plural(count, 'run', 'runs'),
  failed: (count: number) => `${figure(count)} failed`,
  planned: (count: number, capped = false) => `${figure(count)}${capped ? '+' : ''} planned`,
  overlaps: (count: number) => plural(count, 'overlap', 'overlaps'),
  cut: (count: number, capped: boolean) => `${figure(count)}${capped ? '+' : ''}`,
  jobIn: (clock: string, runs: number, planned: number, capped: boolean) =>
    [
      clock,
      ...(runs > 1 ? [`${figure(runs)} ×`] : []),
      ...(planned > 0 ? [`${figure(planned)}${capped ? '+' : ''} planned`] : []),
    ].join(' · '),
  moreJobs: (count: number) => `${plural(count, 'more job', 'more jobs')}.`,
  seeRuns: 'See these runs',
  span: (from: string, to: string) => `${from} – ${to}`,
  quiet: (spans: readonly string[]) => `Nothing is planned in ${listText(spans)}.`,
  noQuiet: 'Something is planned in each hour of the next 24.',
  quietUnknown: 'Not all that is planned could be computed, so quiet hours are not known.',
  nothingAround: 'Nothing ran in the last 24 hours, and nothing is planned for the next.',
  moreRows: (count: number) => `${plural(count, 'more job', 'more jobs')} not shown.`,
  hoursLegend:
    'Circles are planned runs. Hatched: two runs of a job at the same time. Shaded: nothing is planned.',
  runsFrom: (instant: string) => `There were too many runs to show all: these are since ${instant}.`,
  now: 'Now',
  job: 'Job',
  sum: 'Runs',
  last: 'Last run',
  next: 'Next run',
} as const);
