import { durationMs } from '@punctual/shared/schedules/duration';
import { en } from '../../../lib/strings/en.ts';
import { listText } from '../../../lib/strings/list.ts';
import { durationText } from '../../../lib/time/durations.ts';
import { instantText } from '../../../lib/time/instants.ts';
import { zoneCity } from '../../../lib/time/zones.ts';
import { everyWords } from '../every-words.ts';
import { addressesIn } from './addresses.ts';
import type { JobFormValues } from './job-form-values.ts';
import { everyOf, onceInstant } from './schedule-of.ts';

const words = en.form;

/** The form in one sentence: "Punctual will send “Report” to ops@example.com on Mon 23 Nov, 09:00 CET." */
export const summarySentence = (values: JobFormValues, now: Date): string =>
  words.sentence(whatText(values), whenText(values, now));

function whatText({ kind, subject, to }: JobFormValues): string {
  if (kind === 'log') return words.whatNote;
  const recipients = addressesIn(to);
  return words.whatEmail(
    subject.trim() === '' ? words.anEmail : words.quoted(subject.trim()),
    recipients.length === 0 ? words.someone : listText(recipients),
  );
}

function whenText(values: JobFormValues, now: Date): string {
  switch (values.mode) {
    case 'once':
      return onceText(values, now);
    case 'interval': {
      const ms = durationMs(everyOf(values));
      return ms === null || ms <= 0 ? words.someTime : words.everyTime(everyWords(ms));
    }
    case 'cron': {
      const expression = values.expression.trim();
      return expression === '' ? words.someTime : words.byCron(expression, zoneCity(values.zone));
    }
  }
}

function onceText(values: JobFormValues, now: Date): string {
  if (values.afterMs !== null) return words.afterPress(durationText(values.afterMs));
  const instant = onceInstant(values, now);
  return instant === null ? words.someTime : words.atTime(instantText(instant, values.zone));
}
