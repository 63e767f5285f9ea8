import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import { durationMs } from '@punctual/contracts/schedules/duration';
import { summaryWords } from '../../../lib/strings/form-summary.ts';
import { listText } from '../../../lib/strings/list.ts';
import { durationText } from '../../../lib/time/durations.ts';
import { instantText } from '../../../lib/time/instants.ts';
import { everyWords } from '../schedule-words.ts';
import { addressesIn } from './addresses.ts';
import { type JobFormValues, taskText } from './job-form-values.ts';
import { kindWords } from './task/task-words.ts';
import { everyOf, onceInstant } from './when/schedule-of.ts';

const words = summaryWords;

/**
 * Describes the form in one sentence: "Punctual will send “Report” to ops@example.com on Mon 23 Nov, 09:00
 * CET."
 * @param description the server's words for the schedule; null while they are not known
 */
export const summarySentence = (
  values: JobFormValues,
  kinds: readonly TaskKind[],
  description: string | null,
  now: Date,
): string => words.sentence(whatText(values, kinds), whenText(values, description, now));

function whatText(values: JobFormValues, kinds: readonly TaskKind[]): string {
  const text = (field: string) => taskText(values, field).trim();
  switch (values.kind) {
    case 'log':
      return words.whatNote;
    case 'http':
      return words.whatHttp(text('method'), URL.canParse(text('url')) ? new URL(text('url')).host : null);
    case 'email': {
      const recipients = addressesIn(text('to'));
      return words.whatEmail(
        text('subject') === '' ? words.anEmail : words.quoted(text('subject')),
        recipients.length === 0 ? words.someone : listText(recipients),
      );
    }
    default: {
      const kind = kinds.find(({ type }) => type === values.kind);
      return words.whatOther(kindWords(values.kind, kind?.description ?? '').title);
    }
  }
}

function whenText(values: JobFormValues, description: string | null, now: Date): string {
  if (values.mode === 'once') return onceText(values, now);
  if (values.mode === 'interval' && values.counting === 'elapsed') {
    const ms = durationMs(everyOf(values));
    return ms === null || ms <= 0 ? words.someTime : words.everyTime(everyWords(ms));
  }
  return description === null ? words.someTime : inSentence(description);
}

/** Puts "Every Monday at 09:00" into a sentence; only its first letter changes. */
const inSentence = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function onceText(values: JobFormValues, now: Date): string {
  if (values.afterMs !== null) return words.afterPress(durationText(values.afterMs));
  const instant = onceInstant(values, now);
  return instant === null ? words.someTime : words.atTime(instantText(instant, values.zone));
}
