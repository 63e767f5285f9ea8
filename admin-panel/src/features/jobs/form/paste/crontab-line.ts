import { parseExpression } from '@punctual/contracts/schedules/cron/cron-expression';
import { convertCrontabDays } from '@punctual/contracts/schedules/cron/crontab-days';
import { commandWords as words } from '../../../../lib/strings/commands.ts';
import { type CallRead, readCall } from './read-call.ts';

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

/** Matches the user that the crontab of a system names before the command. */
const USER = /^([a-z_][\w-]*)\s+(?=(?:\S*\/)?(?:curl|wget)\s)/;
/** Words that may stand in the place of a user and run what follows. */
const RUNNERS = new Set(
  'chronic command env eval exec ionice nice nohup setsid sudo time torify torsocks'.split(' '),
);
/** Matches a % that cron does not hand to the command. */
const BARE_PERCENT = /(?<!\\)%/;

/** Reads the command of a crontab's line as cron hands it to a shell; null for one that makes no call. */
export function readCronCommand(command: string): CallRead | null {
  const [user = '', name = ''] = USER.exec(command) ?? [];
  const own = RUNNERS.has(name) ? command : command.slice(user.length);
  const read = readCall(own.replaceAll('\\%', '%'));
  if (read !== null && BARE_PERCENT.test(own)) return { refused: words.percent };
  return read;
}
