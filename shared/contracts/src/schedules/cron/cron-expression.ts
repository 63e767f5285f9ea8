import { DEFAULT_LANGUAGE, type Language } from '../../language.ts';
import { DAY, type Field, type FieldSpec, HOUR, MINUTE, MONTH, SECOND, WEEKDAY } from './cron-field.ts';
import { CRON_WORDS, type CronWords } from './cron-words.ts';
import { CronFieldError, parseCronField } from './parse-cron-field.ts';

/** Parts of a cron expression, seconds first; `plain` is the expression as croner is given it: parts in upper case. */
export type CronExpression = {
  plain: string;
  second: Field;
  minute: Field;
  hour: Field;
  day: Field;
  month: Field;
  weekday: Field;
};

/** `position` counts characters of the expression from 0, `to` exclusive. */
type ExpressionIssue = { message: string; position?: { from: number; to: number } };
export type ParsedExpression = { ok: true; cron: CronExpression } | { ok: false; issues: ExpressionIssue[] };

const NICKNAMES: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * SUN',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const SPECS: readonly FieldSpec[] = [SECOND, MINUTE, HOUR, DAY, MONTH, WEEKDAY];
const RHYTHM_HOURS = new Set(['*', '*/1']);

/** Parses an expression of 5 or 6 parts, or a nickname; on failure it returns one issue per wrong part, in words. */
export function parseExpression(expression: string, language: Language = DEFAULT_LANGUAGE): ParsedExpression {
  const words = CRON_WORDS[language];
  const given = expression.trim();
  if (given.startsWith('@')) {
    const plain = NICKNAMES[given.toLowerCase()];
    return plain === undefined ? unknownNickname(given, words) : parseExpression(plain);
  }
  const parts = [...expression.matchAll(/\S+/g)].map((match) => ({ text: match[0], at: match.index }));
  if (parts.length !== 5 && parts.length !== 6) {
    return { ok: false, issues: [{ message: words.partCount(parts.length) }] };
  }
  return assemble(parts.length === 5 ? [{ text: '0', at: 0 }, ...parts] : parts, words);
}

/** Checks that the hour part is `*`: such an expression keeps its rhythm through clock changes, all others are fixed times. */
export function isRhythm(cron: CronExpression): boolean {
  return RHYTHM_HOURS.has(cron.hour.text);
}

/** Checks that days of the month and weekdays are both limited and joined by OR, which users of cron often do not expect. */
export function joinsDaysByOr(cron: CronExpression): boolean {
  return !cron.day.any && !cron.weekday.any && !cron.weekday.and;
}

function assemble(parts: { text: string; at: number }[], words: CronWords): ParsedExpression {
  const issues: ExpressionIssue[] = [];
  const fields = SPECS.map((spec, index) => {
    const part = parts[index] ?? { text: '*', at: 0 };
    try {
      return parseCronField(spec, part.text);
    } catch (error) {
      if (!(error instanceof CronFieldError)) throw error;
      const from = part.at + error.at;
      issues.push({ message: error.say(words), position: { from, to: from + error.length } });
      return null;
    }
  });
  const [second, minute, hour, day, month, weekday] = fields;
  if (!second || !minute || !hour || !day || !month || !weekday) return { ok: false, issues };
  const plain = fields.map((field) => field?.text).join(' ');
  return { ok: true, cron: { plain, second, minute, hour, day, month, weekday } };
}

function unknownNickname(given: string, words: CronWords): ParsedExpression {
  const position = { from: 0, to: given.length };
  return { ok: false, issues: [{ message: words.noSuchNickname(given), position }] };
}
