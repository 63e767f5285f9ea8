import { jobWords } from '../../../lib/strings/job.ts';
import { durationText } from '../../../lib/time/durations.ts';
import { instantText } from '../../../lib/time/instants.ts';

const words = jobWords.changes;
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** Formats a value of a field for people; a value without a shorter form is JSON. */
export function valueText(path: string, value: unknown, zone: string): string {
  if (value === null || value === undefined || value === '') return words.none;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return path.endsWith('Ms') ? durationText(value) : String(value);
  if (typeof value === 'string')
    return INSTANT.test(value) ? instantText(new Date(value), zone) : inWords(path, value);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.length === 0 ? words.none : value.join(', ');
  return JSON.stringify(value, null, 2);
}

/** Translates the names of policies into words. */
function inWords(path: string, value: string): string {
  const names: Record<string, string> = words.values[path] ?? {};
  return names[value] ?? value;
}

export const fieldName = (path: string): string => words.fields[path] ?? path;
