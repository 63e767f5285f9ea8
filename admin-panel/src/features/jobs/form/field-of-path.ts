import type { WhenMode } from './job-form-values.ts';

const FIELDS: Record<string, string> = {
  name: 'name',
  'task.to': 'to',
  'task.cc': 'cc',
  'task.bcc': 'bcc',
  'task.subject': 'subject',
  'task.text': 'text',
  'task.html': 'html',
  'task.data': 'note',
  'schedule.at': 'time',
  'schedule.every': 'every',
  'schedule.expression': 'expression',
  'schedule.timezone': 'zone',
};

/** Where an error of the schedule as a whole is shown. */
const WHOLE: Record<WhenMode, string> = { once: 'time', interval: 'every', cron: 'expression' };

/** The field for a path of the API ("task.to.0" → "to"); null when the form has none. */
export function fieldOfPath(path: string, mode: WhenMode): string | null {
  if (path === 'schedule') return WHOLE[mode];
  const [first = '', second] = path.split('.');
  return FIELDS[second === undefined ? first : `${first}.${second}`] ?? null;
}
