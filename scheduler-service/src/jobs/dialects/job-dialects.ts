import { hasBraces } from '@punctual/contracts/tasks/template-texts';
import { parseDialectSchedule, type TranslatedSchedule } from './schedule-dialects.ts';

type Fields = Record<string, unknown>;

/** Defaults of the user: cron texts without a zone are meant in `defaultTimezone`. */
export interface DialectDefaults {
  defaultTimezone: string;
  now: Date;
}

/** A body is a whole job, whose missing parts have defaults, or a change, which names only what changes. */
export type DialectMode = 'job' | 'change';

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Translates a job as the older systems write it into the canonical form; a canonical one stays as it is.
 * Values are passed on unchecked, and a field that says the same as another one stays, so that validation
 * names it instead of one of the two being ignored.
 */
export function translateJobDialect(body: unknown, defaults: DialectDefaults, mode: DialectMode): unknown {
  if (!isFields(body)) return body;
  return translateTask(translateEnabled(translateSchedule({ ...body }, defaults)), mode);
}

function translateSchedule(body: Fields, defaults: DialectDefaults): Fields {
  if (isFields(body.schedule)) return body;
  const schedule = parseDialectSchedule(body, defaults);
  if (!schedule) return body;
  const rest = without(body, listSourceFields(schedule, body));
  // A text that says another schedule than the fields beside it: neither is preferred.
  if (rest.schedule != null) return body;
  return { ...rest, schedule: withStart(schedule, body.startDate) };
}

/** Lists the fields that a schedule was made of. Any other one would be ignored, and so it stays. */
function listSourceFields({ kind, expression }: TranslatedSchedule, body: Fields): string[] {
  if (kind === 'once') return ['frequency', 'startDate', 'timezone'];
  if (kind === 'frequency') return ['frequency', 'interval', 'startDate', 'timezone'];
  const text = CRON_TEXTS.find((name) => body[name] === expression) ?? 'schedule';
  return [text, ...CRON_WORDS.filter((name) => isCron(body[name])), 'startDate', 'timezone'];
}

const CRON_TEXTS = ['cron_expression', 'cronExpression', 'schedule'] as const;
const CRON_WORDS = ['schedule_type', 'frequency'] as const;

const isCron = (value: unknown): boolean => typeof value === 'string' && /^\s*cron\s*$/i.test(value);

const withStart = (schedule: TranslatedSchedule, startDate: unknown): TranslatedSchedule =>
  schedule.kind === 'cron' && startDate != null ? { ...schedule, startAt: startDate } : schedule;

function translateEnabled(body: Fields): Fields {
  if (!('isActive' in body) || 'enabled' in body) return body;
  return { ...without(body, ['isActive']), enabled: body.isActive };
}

/**
 * Translates `payload` by its type. A job without any task records its `data`; a change without one leaves it, and so
 * does a body without a schedule, which is no job yet: validation names both.
 */
function translateTask(body: Fields, mode: DialectMode): Fields {
  if ('task' in body) return body;
  if (isFields(body.payload)) {
    return { ...without(body, ['payload']), task: keepBraces(translatePayload(body.payload, body.name)) };
  }
  if ('data' in body) return { ...without(body, ['data']), task: { type: 'log', data: body.data } };
  return mode === 'job' && body.schedule != null ? { ...body, task: { type: 'log' } } : body;
}

/**
 * Translates a payload whose `email` is the recipient. Subject and text are the job's name and a line, unless
 * given; a change without the name has to give them: nothing is made up.
 */
function translatePayload({ email, ...payload }: Fields, name: unknown): Fields {
  if (payload.type !== 'email' || email === undefined) return payload;
  if ('to' in payload) return { email, ...payload };
  const to = Array.isArray(email) ? email : [email];
  const defaults =
    typeof name === 'string' ? { subject: name, text: `This is “${name}”, sent by Punctual.` } : {};
  return { ...defaults, ...payload, to };
}

/** The older systems send braces as they are: they know no placeholders. */
function keepBraces(task: Fields): Fields {
  const hasTexts = task.type === 'email' || task.type === 'http';
  const isNew = 'placeholders' in task || 'data' in task || 'secrets' in task;
  return hasTexts && !isNew && hasBraces(JSON.stringify(task)) ? { ...task, placeholders: false } : task;
}

const without = (body: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
