import { scheduleFromDialect, type TranslatedSchedule } from './schedule-dialects.ts';

type Fields = Record<string, unknown>;

/** `defaultTimezone`: the user's zone, in which cron texts without one are meant. */
export interface DialectDefaults {
  defaultTimezone: string;
  now: Date;
}

/** What a body stands for: a whole job, whose missing parts have defaults, or a change, which says only what changes. */
export type DialectMode = 'job' | 'change';

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A job as the older systems write it, in the canonical form; what is canonical already stays as it is.
 * Values are passed on unchecked, and a field that says the same as another one stays, so that validation
 * names it instead of one of the two being ignored.
 */
export function translateJobDialect(body: unknown, defaults: DialectDefaults, mode: DialectMode): unknown {
  if (!isFields(body)) return body;
  return taskOf(enabledOf(scheduleOf({ ...body }, defaults)), mode);
}

function scheduleOf(body: Fields, defaults: DialectDefaults): Fields {
  if (isFields(body.schedule)) return body;
  const schedule = scheduleFromDialect(body, defaults);
  if (!schedule) return body;
  const rest = without(body, spokenFor(schedule, body));
  // A text that says another schedule than the fields beside it: neither is chosen.
  if (rest.schedule != null) return body;
  return { ...rest, schedule: withStart(schedule, body.startDate) };
}

/** The fields that a schedule was made of. Any other one would be ignored, and so it stays. */
function spokenFor({ kind, expression }: TranslatedSchedule, body: Fields): string[] {
  if (kind === 'once') return ['frequency', 'startDate', 'timezone'];
  if (kind === 'frequency') return ['frequency', 'interval', 'startDate', 'timezone'];
  const text = CRON_TEXTS.find((name) => body[name] === expression) ?? 'schedule';
  return [
    text,
    ...CRON_WORDS.filter((name) => /^\s*cron\s*$/i.test(String(body[name]))),
    'startDate',
    'timezone',
  ];
}

const CRON_TEXTS = ['cron_expression', 'cronExpression', 'schedule'] as const;
const CRON_WORDS = ['schedule_type', 'frequency'] as const;

const withStart = (schedule: TranslatedSchedule, startDate: unknown): TranslatedSchedule =>
  schedule.kind === 'cron' && startDate != null ? { ...schedule, startAt: startDate } : schedule;

function enabledOf(body: Fields): Fields {
  if (!('isActive' in body) || 'enabled' in body) return body;
  return { ...without(body, ['isActive']), enabled: body.isActive };
}

/** `payload` by its type; a job without any task records its `data`, and a change that names none leaves it. */
function taskOf(body: Fields, mode: DialectMode): Fields {
  if ('task' in body) return body;
  if (isFields(body.payload)) {
    return { ...without(body, ['payload']), task: taskOfPayload(body.payload, body.name) };
  }
  if ('data' in body) return { ...without(body, ['data']), task: { type: 'log', data: body.data } };
  return mode === 'job' ? { ...body, task: { type: 'log' } } : body;
}

/**
 * `email` is the recipient; subject and text are the job's name and a line, unless given. A change that does
 * not say the name has to say them: nothing is made up.
 */
function taskOfPayload({ email, ...payload }: Fields, name: unknown): Fields {
  if (payload.type !== 'email' || email === undefined) return payload;
  if ('to' in payload) return { email, ...payload };
  const to = Array.isArray(email) ? email : [email];
  const words =
    name === undefined ? {} : { subject: name, text: `This is “${String(name)}”, sent by Punctual.` };
  return { ...words, ...payload, to };
}

const without = (body: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
