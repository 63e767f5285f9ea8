import { parseExpression } from '@punctual/contracts/schedules/cron/cron-expression';
import { importWords } from '../../../lib/strings/import.ts';
import { readCrontab } from '../form/paste/crontab-line.ts';

const words = importWords.refused;

/** A line of a crontab that plans something. `number` counts from 1, `name` is the comment right above it. */
export interface PlannedLine {
  number: number;
  text: string;
  expression: string;
  command: string;
  zone: string;
  name: string | null;
}

/** A line that has no meaning here, and the reason. */
export interface RefusedLine {
  number: number;
  text: string;
  reason: string;
}

export interface CrontabText {
  planned: PlannedLine[];
  refused: RefusedLine[];
  /** Names of settings such as SHELL or MAILTO. */
  settings: string[];
}

const SETTING = /^([A-Za-z_]\w*)\s*=\s*(.*)$/;
const COMMENT = /^#+\s*(.*)$/;
const PARTS = 5;

/** Reads a crontab; what follows CRON_TZ is meant in that zone, all else, and what follows an empty one, in `zone`. */
export function readCrontabText(text: string, zone: string): CrontabText {
  const read: CrontabText = { planned: [], refused: [], settings: [] };
  let current = zone;
  let name: string | null = null;
  text.split('\n').forEach((raw, index) => {
    const line = { number: index + 1, text: raw.trim() };
    const [, comment] = COMMENT.exec(line.text) ?? [];
    const [, setting, value = ''] = SETTING.exec(line.text) ?? [];
    if (comment !== undefined) {
      name = nameIn(comment);
      return;
    }
    if (setting === 'CRON_TZ') current = unquoted(value) || zone;
    else if (setting !== undefined) read.settings.push(setting);
    else if (line.text !== '') readLine(line, current, name, read);
    name = null;
  });
  return read;
}

const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');

/** Tells a name from a line that is commented out. */
const nameIn = (comment: string): string | null =>
  comment === '' || readCrontab(comment) !== null ? null : comment;

function readLine(
  line: { number: number; text: string },
  zone: string,
  name: string | null,
  { planned, refused }: CrontabText,
): void {
  const read = readCrontab(line.text);
  if (read === null) refused.push({ ...line, reason: whyNot(line.text) });
  else planned.push({ ...line, ...read, zone, name });
}

function whyNot(text: string): string {
  if (text.startsWith('@reboot')) return words.reboot;
  const parts = text.split(/\s+/);
  const isNickname = text.startsWith('@');
  const parsed = parseExpression(isNickname ? (parts[0] ?? '') : parts.slice(0, PARTS).join(' '));
  if (parsed.ok || (!isNickname && parts.length <= PARTS)) return words.noLine;
  return parsed.issues[0]?.message ?? words.noLine;
}
