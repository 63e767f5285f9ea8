import type { FieldErrors } from '../../../lib/forms/field-errors.ts';
import { en } from '../../../lib/strings/en.ts';
import { MINUTE } from '../../../lib/time/durations.ts';
import { isTimezone } from '../../../lib/time/zones.ts';
import { addressesIn, firstBadAddress } from './addresses.ts';
import type { JobFormValues } from './job-form-values.ts';
import { onceInstant } from './schedule-of.ts';

const words = en.fieldErrors;
const PARTS = [5, 6];

/** What is wrong with a form, by field and in the order of the page. What an expression means is the server's to judge. */
export function checkJobForm(values: JobFormValues, now = new Date()): FieldErrors {
  return { ...(values.kind === 'email' ? checkEmail(values) : checkNote(values)), ...checkWhen(values, now) };
}

function checkEmail(values: JobFormValues): FieldErrors {
  const errors: FieldErrors = {};
  if (addressesIn(values.to).length === 0) errors.to = words.to;
  for (const field of ['to', 'cc', 'bcc'] as const) {
    const bad = firstBadAddress(values[field]);
    if (bad !== null) errors[field] = words.address(bad);
  }
  if (values.subject.trim() === '') errors.subject = words.subject;
  if (values.text.trim() === '' && values.html.trim() === '') errors.text = words.text;
  return errors;
}

const checkNote = ({ note }: JobFormValues): FieldErrors => (note.trim() === '' ? { note: words.note } : {});

function checkWhen(values: JobFormValues, now: Date): FieldErrors {
  switch (values.mode) {
    case 'once':
      return checkOnce(values, now);
    case 'interval':
      return /^[1-9]\d{0,5}$/.test(values.every.trim()) ? {} : { every: words.every };
    case 'cron':
      return { ...checkExpression(values.expression), ...checkZone(values) };
  }
}

function checkOnce(values: JobFormValues, now: Date): FieldErrors {
  if (values.afterMs !== null) return {};
  const missing: FieldErrors = {
    ...(values.date === '' ? { date: words.date } : {}),
    ...(values.time === '' ? { time: words.time } : {}),
    ...checkZone(values),
  };
  if (Object.keys(missing).length > 0) return missing;
  const instant = onceInstant(values, now);
  if (instant === null) return { time: words.gap };
  return isPast(instant, now) ? { time: words.past } : {};
}

/** As the server does: a minute ago is still now. */
export const isPast = (instant: Date, now: Date): boolean => now.getTime() - instant.getTime() > MINUTE;

const checkZone = ({ zone }: JobFormValues): FieldErrors =>
  isTimezone(zone) ? {} : { zone: words.zone(zone) };

export const partsOf = (expression: string): number => expression.trim().split(/\s+/).filter(Boolean).length;

function checkExpression(expression: string): FieldErrors {
  const text = expression.trim();
  if (text === '') return { expression: words.expression };
  const parts = partsOf(text);
  return text.startsWith('@') || PARTS.includes(parts) ? {} : { expression: words.parts(parts) };
}
