import { parseExpression } from '@punctual/contracts/schedules/cron/cron-expression';
import { convertCrontabDays } from '@punctual/contracts/schedules/cron/crontab-days';

export interface CrontabLine {
  expression: string;
  command: string;
}

const PARTS = 5;

/**
 * Reads "*\/5 * * * * /usr/bin/backup" or "@daily backup": the expression with the days that cron gives it, and the
 * command behind it. Null for anything else.
 */
export function readCrontab(text: string): CrontabLine | null {
  const line = text.trim();
  if (line === '' || line.includes('\n')) return null;
  const count = line.startsWith('@') ? 1 : PARTS;
  const match = new RegExp(`^((?:\\S+\\s+){${count}})(\\S.*)$`).exec(line);
  if (match === null) return null;
  const expression = (match[1] ?? '').trim().replace(/\s+/g, ' ');
  const command = match[2] ?? '';
  // Six parts and nothing more may be an expression with seconds.
  if (parseExpression(line).ok || !parseExpression(expression).ok) return null;
  return { expression: convertCrontabDays(expression), command };
}
