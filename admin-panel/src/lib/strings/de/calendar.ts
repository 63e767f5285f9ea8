import type { calendarWords as English } from '../calendar.ts';
import { figure, plural } from '../plural.ts';

/** Words of the calendar and of the timeline, in German. */
export const calendar: typeof English = {
  title: 'Kalender',
  allTitle: 'Kalender aller',
  view: 'Ansicht',
  views: { month: 'Monat', week: 'Woche', hours: '24 Stunden' },
  month: 'Monat',
  week: 'Woche',
  hours: 'Die letzten und die nächsten 24 Stunden',
  before: { month: 'Vorheriger Monat', week: 'Vorherige Woche', hours: '' },
  after: { month: 'Nächster Monat', week: 'Nächste Woche', hours: '' },
  today: 'Heute',
  error: 'Der Kalender konnte nicht geladen werden. Die Jobs laufen weiter.',
  notComplete:
    'Nicht alles Geplante ist zu sehen: Es gibt viele Jobs, oder ihre Zeitpläne zu berechnen dauert lange.',
  nothing: 'Nichts',
  runs: (count, capped) => (capped ? `${figure(count)}+ Läufe` : plural(count, 'Lauf', 'Läufe')),
  failed: (count) => `${figure(count)} fehlgeschlagen`,
  planned: (count, capped = false) => `${figure(count)}${capped ? '+' : ''} geplant`,
  overlaps: (count) => plural(count, 'Überschneidung', 'Überschneidungen'),
  cut: (count, capped) => `${figure(count)}${capped ? '+' : ''}`,
  jobIn: (clock, runs, planned, capped) =>
    [
      clock,
      ...(runs > 1 ? [`${figure(runs)} ×`] : []),
      ...(planned > 0 ? [`${figure(planned)}${capped ? '+' : ''} geplant`] : []),
    ].join(' · '),
  moreJobs: (count) => `${plural(count, 'weiterer Job', 'weitere Jobs')}.`,
  seeRuns: 'Diese Läufe ansehen',
  span: (from, to) => `${from} – ${to}`,
  quiet: (spans) => `Nichts geplant: ${spans.join(', ')}.`,
  noQuiet: 'In jeder der nächsten 24 Stunden ist etwas geplant.',
  quietUnknown: 'Nicht alles Geplante ließ sich berechnen: Ruhige Stunden sind nicht bekannt.',
  nothingAround: 'In den letzten 24 Stunden lief nichts, und für die nächsten ist nichts geplant.',
  moreRows: (count) => `${plural(count, 'weiterer Job', 'weitere Jobs')} nicht gezeigt.`,
  hoursLegend:
    'Kreise sind geplante Läufe. Schraffiert: zwei Läufe eines Jobs zugleich. Grau: Nichts ist geplant.',
  runsFrom: (instant) => `Es gab zu viele Läufe, um alle zu zeigen: Dies sind die seit ${instant}.`,
  now: 'Jetzt',
  job: 'Job',
  sum: 'Läufe',
  last: 'Letzter Lauf',
  next: 'Nächster Lauf',
};
