import {
  type CronExpression,
  isRhythm,
  parseExpression,
} from '@punctual/contracts/schedules/cron/cron-expression';
import {
  expandField,
  type Field,
  type FieldItem,
  type FieldSpec,
  HOUR,
  MINUTE,
  MONTH,
  WEEKDAY,
} from '@punctual/contracts/schedules/cron/cron-field';
import {
  type DayOfMonth,
  HOUR_STEPS,
  MINUTE_STEPS,
  NTHS,
  type RepeatChoices,
  type Times,
  WEEK,
} from './repeat-choices.ts';

/** Finds the choices that mean exactly what an expression means; null for one that is richer, or wrong. */
export function fromExpression(text: string): RepeatChoices | null {
  const parsed = parseExpression(text);
  if (!parsed.ok || parsed.cron.second.text !== '0' || parsed.cron.weekday.and) return null;
  const { cron } = parsed;
  const daily = cron.day.any && cron.month.any && cron.weekday.any;
  // Through clock changes an expression with `*` as its hour keeps its pace, all others are times of a day.
  if (isRhythm(cron)) return daily ? paced(cron) : null;
  const minute = only(MINUTE, cron.minute);
  if (minute === null) return null;
  const every = HOUR_STEPS.find((size) => size > 1 && cron.hour.text === `*/${size}`);
  if (daily && every !== undefined) return { unit: 'hour', every, minute };
  return onDays(cron, { minute, hours: expandField(HOUR, cron.hour) }, daily);
}

function paced({ minute }: CronExpression): RepeatChoices | null {
  const values = expandField(MINUTE, minute);
  const [single] = values;
  if (values.length === 1 && single !== undefined) return { unit: 'hour', every: 1, minute: single };
  const every = MINUTE_STEPS.find((size) => values.join() === stepsOf(size, MINUTE.size).join());
  return every === undefined ? null : { unit: 'minute', every };
}

const stepsOf = (size: number, end: number): number[] =>
  Array.from({ length: end / size }, (_, index) => index * size);

function onDays(cron: CronExpression, times: Times, daily: boolean): RepeatChoices | null {
  const { day, month, weekday } = cron;
  if (daily) return { unit: 'day', ...times };
  if (!weekday.any && month.any && day.any && weekday.items.every(({ nth }) => nth === null))
    return { unit: 'week', weekdays: weekdaysOf(weekday), ...times };
  const one = weekday.any ? dayOf(day) : nthWeekdayOf(weekday);
  if (one === null || !(day.any || weekday.any)) return null;
  if (month.any) return { unit: 'month', day: one, ...times };
  const single = only(MONTH, month);
  return single === null ? null : { unit: 'year', month: single, day: one, ...times };
}

function weekdaysOf(weekday: Field): number[] {
  const days = expandField(WEEKDAY, weekday);
  return WEEK.filter((day) => days.includes(day));
}

function dayOf(day: Field): DayOfMonth | null {
  const { items, last, lastWeekday } = day;
  if (items.length === 0) return last ? 'last' : 'lastWorkday';
  const item = onlyItem(day);
  if (item === null || last || lastWeekday) return null;
  if (item.nearest) return item.from === 1 ? 'firstWorkday' : null;
  return item.from;
}

function nthWeekdayOf(field: Field): DayOfMonth | null {
  const item = onlyItem(field);
  const nth = NTHS.find((each) => each === (item?.nth === 'L' ? 'last' : item?.nth));
  return item === null || nth === undefined ? null : { nth, weekday: item.from % WEEK.length };
}

function onlyItem({ items: [item, ...more] }: Field): FieldItem | null {
  return item !== undefined && more.length === 0 && item.from === item.to ? item : null;
}

function only(spec: FieldSpec, field: Field): number | null {
  const values = expandField(spec, field);
  return values.length === 1 ? (values[0] ?? null) : null;
}
