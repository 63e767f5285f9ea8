import { DIALECT_SCHEDULE_FIELDS, scheduleFromDialect } from '../schedules/dialects.ts';

type Fields = Record<string, unknown>;

/** `defaultTimezone`: the user's zone, in which cron texts without one are meant. */
export interface DialectDefaults {
  defaultTimezone: string;
  now: Date;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A job as the older systems write it, in the canonical form; what is canonical already stays as it is.
 * Values are passed on unchecked, and a field that says the same as another one stays, so that validation
 * names it instead of one of the two being ignored.
 */
export function translateJobDialect(body: unknown, defaults: DialectDefaults): unknown {
  if (!isFields(body)) return body;
  const parts = [scheduleOf, enabledOf, taskOf];
  return parts.reduce((job, part) => part(job, defaults), { ...body });
}

function scheduleOf(body: Fields, defaults: DialectDefaults): Fields {
  const schedule = scheduleFromDialect(body, defaults);
  if (!schedule) return body;
  const rest = without(body, DIALECT_SCHEDULE_FIELDS);
  return { ...rest, schedule };
}

function enabledOf(body: Fields): Fields {
  if (!('isActive' in body) || 'enabled' in body) return body;
  return { ...without(body, ['isActive']), enabled: body.isActive };
}

/** `payload` by its type; a job without any task records its `data`. */
function taskOf(body: Fields): Fields {
  if ('task' in body) return body;
  if (!isFields(body.payload)) {
    const data = 'data' in body ? { data: body.data } : {};
    return { ...without(body, ['data']), task: { type: 'log', ...data } };
  }
  return { ...without(body, ['payload']), task: taskOfPayload(body.payload, body.name) };
}

/** `email` is the recipient; subject and text are the job's name and a line, unless given. */
function taskOfPayload({ email, ...payload }: Fields, name: unknown): Fields {
  if (payload.type !== 'email' || email === undefined) return payload;
  const to = Array.isArray(email) ? email : [email];
  const words = { subject: name, text: `This is “${String(name)}”, sent by Punctual.` };
  return { ...words, ...payload, to };
}

const without = (body: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
