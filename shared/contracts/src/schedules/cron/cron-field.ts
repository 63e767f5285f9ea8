export type CronFieldName = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'weekday';

/** One part of a cron expression: its name, and its allowed values. */
export type FieldSpec = {
  name: CronFieldName;
  min: number;
  max: number;
  /** Number of distinct values, which is the largest step. */
  size: number;
  names: readonly string[];
};

/** A value or range with its step. `nth`: the n-th such weekday of the month, or the last. `nearest`: the weekday nearest to that day. */
export type FieldItem = {
  from: number;
  to: number;
  step: number;
  nth: number | 'L' | null;
  nearest: boolean;
};

/** `any`: the whole part is `*`. `last`, `lastWeekday`: `L` and `LW` of a day of the month. `and`: the part began with `+`. */
export type Field = {
  text: string;
  any: boolean;
  items: FieldItem[];
  last: boolean;
  lastWeekday: boolean;
  and: boolean;
};

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

export const SECOND: FieldSpec = { name: 'second', min: 0, max: 59, size: 60, names: [] };
export const MINUTE: FieldSpec = { name: 'minute', min: 0, max: 59, size: 60, names: [] };
export const HOUR: FieldSpec = { name: 'hour', min: 0, max: 23, size: 24, names: [] };
export const DAY: FieldSpec = { name: 'day', min: 1, max: 31, size: 31, names: [] };
export const MONTH: FieldSpec = { name: 'month', min: 1, max: 12, size: 12, names: MONTHS };
export const WEEKDAY: FieldSpec = { name: 'weekday', min: 0, max: 7, size: 7, names: WEEKDAYS };

/** Expands the plain items of a field to their distinct values, in order; Sunday is 0. */
export function expandField(spec: FieldSpec, field: Field): number[] {
  const values = new Set<number>();
  for (const { from, to, step, nth, nearest } of field.items) {
    if (nth !== null || nearest) continue;
    for (let value = from; value <= to; value += step) {
      values.add(spec === WEEKDAY ? value % spec.size : value);
    }
  }
  return [...values].sort((a, b) => a - b);
}
