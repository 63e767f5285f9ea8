import type { Words } from '../../language.ts';
import { createCalendarWords } from './calendar-words.ts';
import type { TimeUnit } from './duration-words.ts';
import type { english } from './english.ts';

const calendar = createCalendarWords('de-DE');
const NTHS = ['', 'erste', 'zweite', 'dritte', 'vierte', 'fünfte'];
const EVERY: Readonly<Record<TimeUnit, [one: string, many: string]>> = {
  millisecond: ['jede Millisekunde', 'Millisekunden'],
  second: ['jede Sekunde', 'Sekunden'],
  minute: ['jede Minute', 'Minuten'],
  hour: ['jede Stunde', 'Stunden'],
  day: ['jeden Tag', 'Tage'],
  week: ['jede Woche', 'Wochen'],
  month: ['jeden Monat', 'Monate'],
  year: ['jedes Jahr', 'Jahre'],
};
const AT = {
  second: ['in Sekunde', 'in den Sekunden'],
  minute: ['in Minute', 'in den Minuten'],
  hour: ['in Stunde', 'in den Stunden'],
} as const;

/** 1 → "erste": the weak form, to which "der" and "am" add their endings. */
const nth = (place: number | 'L'): string => (place === 'L' ? 'letzte' : (NTHS[place] ?? `${place}.`));
const have = (count: number): string => (count === 1 ? 'hat' : 'haben');
const within = (months: string, isRange: boolean): string => `${isRange ? 'von' : 'im'} ${months}`;

/** Words of schedules, in German. Days of a month have their preposition with them: it differs from one to the next. */
export const german: Words<typeof english> = {
  ...calendar,
  shortWeekday: (day) => calendar.shortWeekday(day).replace(/\.?$/, '.'),
  range: (from, to) => `${from} bis ${to}`,
  date: (weekday, day, month, year) => `${weekday}, ${day}. ${month} ${year}`,
  dayOfMonth: (day, month) => `${day}. ${month}`,
  instant: (date, time, zone) => `${date}, um ${time}, ${zone}`,
  every: (count, unit) =>
    count === 1 ? EVERY[unit][0] : `alle ${count.toLocaleString('de-DE')} ${EVERY[unit][1]}`,
  everyDay: 'jeden Tag',
  everyWeekday: (days) => `jeden ${days}`,
  everyWorkday: 'jeden Werktag (Montag bis Freitag)',

  at: (times) => `um ${times}`,
  atUnits: (unit, count, values) => `${AT[unit][count === 1 ? 0 : 1]} ${values}`,
  anew: {
    second: ', jede Minute von vorn',
    minute: ', jede Stunde von vorn',
    hour: ', jeden Tag von vorn',
  },
  ofEveryHour: ' jeder Stunde',
  ofEveryNthHour: (step) => ` jeder ${step}. Stunde`,
  fromTo: (first, last) => `von ${first} bis ${last}`,
  inHours: (hours) => `in den Stunden ab ${hours}`,

  everyDayIn: (months) => `jeden Tag ${months}`,
  inMonths: within,
  everyYearOn: (date) => `jedes Jahr am ${date}`,
  onDays: (days) => days,
  ofEveryMonth: ' jedes Monats',
  ofMonths: (months, isRange) => ` ${within(months, isRange)}`,
  monthDay: (day) => `am ${day}.`,
  monthDays: (from, to) => `vom ${from}. bis ${to}.`,
  steppedDays: (step, from, to) => `an jedem ${step}. Tag vom ${from}. bis ${to}.`,
  nearestWeekday: (day) => `am nächstgelegenen Werktag zum ${day}.`,
  lastDay: 'am letzten Tag',
  lastWeekday: 'am letzten Werktag',
  onNthWeekdays: (days) => `${days} des Monats`,
  nthWeekday: (place, weekday) => `am ${nth(place)}n ${weekday}`.replace('.n ', '. '),
  thatNthWeekday: (place, weekday) => `der ${nth(place)} ${weekday}`,
  aWeekday: (weekday) => `ein ${weekday}`,
  alsoOn: (days, others) => `${days} und außerdem ${others}`,
  onlyIf: (days, chosen) => `${days}, wenn das ${chosen} ist,`,

  once: (instant) => `Einmal am ${instant}`,
  from: (lead, instant) => `${lead} ab ${instant}`,
  fromDate: (date) => `, ab ${date}`,
  onWeekday: (lead, weekday) => `${lead} am ${weekday}`,
  onMonthDay: (lead, day) => `${lead} am ${day}.`,
  onDate: (lead, date) => `${lead} am ${date}`,
  shorterMonths: ' (in kürzeren Monaten am letzten Tag)',
  otherYears: ' (in anderen Jahren am 28. Februar)',
  until: (instant) => `bis ${instant}`,
  atMost: (runs) => (runs === 1 ? 'höchstens einmal' : `höchstens ${runs}-mal`),
  later: (duration) => `bis zu ${duration} später`,

  never: {
    noDate: 'Dieser Zeitplan läuft nie: Kein Datum hat alle seine Tage.',
    tooLate: (months, count, day) => `Dieser Zeitplan läuft nie: ${months} ${have(count)} keinen ${day}.`,
  },
  clocks: {
    date: (weekday, day, month, year) => `${weekday}, ${day}. ${month}${year},`,
    change: (isForward, minutes, date, time, city) =>
      `Am ${date} um ${time} werden die Uhren in ${city}${minutes === null ? '' : ` um ${minutes} Minuten`} ${isForward ? 'vorgestellt' : 'zurückgestellt'}.`,
    none: 'Kein Lauf ist betroffen.',
    rhythm: 'Der Rhythmus bleibt.',
    one: {
      shifted: (time, end) => `Der Lauf um ${time} kommt stattdessen um ${end}.`,
      skipped: (time) => `Der Lauf um ${time} entfällt an diesem Tag.`,
      once: (time) => `Der Lauf um ${time} kommt einmal, beim ersten der beiden Male.`,
      twice: (time) => `Der Lauf um ${time} kommt zweimal.`,
    },
    many: {
      shifted: (times, end) => `Die Läufe von ${times} kommen stattdessen um ${end}.`,
      skipped: (times) => `Die Läufe von ${times} entfallen an diesem Tag.`,
      once: (times) => `Die Läufe von ${times} kommen einmal, beim ersten der beiden Male.`,
      twice: (times) => `Die Läufe von ${times} kommen zweimal.`,
    },
  },
  warnings: {
    ended: 'Kein Lauf steht mehr aus: Dieser Zeitplan ist zu Ende.',
    rare: (first, second) =>
      `Läuft seltener als einmal im Jahr: als Nächstes am ${first}, danach am ${second}.`,
    leapDay: 'In Jahren ohne 29. Februar läuft er am 28. Februar.',
    shorterMonths: (day) => `In Monaten ohne ${day}. läuft er an ihrem letzten Tag.`,
    mostFebruaries: 'Februar der meisten Jahre',
    lacking: (months, count, day) =>
      `${months} ${have(count)} keinen ${day}.: kein Lauf in diesem Monat. Für den letzten Tag des Monats schreiben Sie L.`,
    joined: (days, weekdays, notOnly) => `Läuft ${days} und außerdem ${weekdays}, ${notOnly}.`,
    dayRange: (from, to) => `vom ${from}. bis ${to}.`,
    notOnlyFirst: (weekday) => `nicht nur am ersten ${weekday}`,
    notOnlyBoth: 'nicht nur, wo beides auf einen Tag fällt',
  },
};
