import { parseExpression } from './cron-expression.ts';
import { WEEKDAY } from './cron-field.ts';

/** The text to type instead, and the place of the weekdays in characters, `to` exclusive. */
export type QuartzWeekdays = { instead: string; position: { from: number; to: number } };

/** A number that is a weekday: not one behind # or /, which counts. */
const WEEKDAY_NUMBER = /(?<![#/\d])\d+/g;

/**
 * Finds weekdays that Quartz would take for others: an expression with `?` as day or weekday is one of Quartz, which
 * counts from Sunday = 1 and has no 0. Null where the days are the same in both.
 */
export function findQuartzWeekdays(expression: string): QuartzWeekdays | null {
  const parts = [...expression.matchAll(/\S+/g)];
  const [day, , weekday] = parts.slice(-3);
  if (!day || !weekday || !parseExpression(expression).ok) return null;
  const numbers = weekday[0].match(WEEKDAY_NUMBER)?.map(Number) ?? [];
  if (day[0] !== '?' || numbers.length === 0 || numbers.includes(0)) return null;
  const instead = weekday[0].replace(WEEKDAY_NUMBER, (number) => WEEKDAY.names[Number(number) - 1] ?? number);
  return { instead, position: { from: weekday.index, to: weekday.index + weekday[0].length } };
}
