import { joinsDaysByOr, parseExpression } from './cron-expression.ts';

/**
 * Converts an expression as a crontab has it to the same days here: where day or weekday begins with `*`, cron runs only
 * on days that fit both ("1-7" and every seventh weekday is the first Sunday). Here that is said by a `+`.
 */
export function convertCrontabDays(expression: string): string {
  const parsed = parseExpression(expression);
  if (!parsed.ok || !joinsDaysByOr(parsed.cron)) return expression;
  const { day, weekday } = parsed.cron;
  if (!day.text.startsWith('*') && !weekday.text.startsWith('*')) return expression;
  return expression.replace(/\S+$/, (text) => `+${text}`);
}
