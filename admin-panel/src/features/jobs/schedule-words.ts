import { durationMs } from '@punctual/shared/schedules/duration';
import { en } from '../../lib/strings/en.ts';
import { instantText } from '../../lib/time/instants.ts';
import { viewerZone, zoneCity } from '../../lib/time/zones.ts';

import { everyWords } from './every-words.ts';

/** A schedule in short: words, and beneath them the instant or the expression. */
export interface ScheduleWords {
  words: string;
  detail?: string;
  isCode?: boolean;
}

type Loose = { kind: string; [field: string]: unknown };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Says what is certain and no more: what an expression means is the server's to say. */
export function scheduleWords(schedule: Loose, zone: string = viewerZone()): ScheduleWords {
  switch (schedule.kind) {
    case 'once':
      return { words: en.schedule.once, detail: instantText(new Date(text(schedule.at)), zone) };
    case 'interval':
      return { words: en.schedule.interval(intervalWords(schedule.every)) };
    case 'cron':
      return {
        words: en.schedule.cron(zoneCity(text(schedule.timezone))),
        detail: text(schedule.expression),
        isCode: true,
      };
    case 'frequency':
      return {
        words: en.schedule.interval(frequencyWords(schedule)),
        detail: en.schedule.from(instantText(new Date(text(schedule.startDate)), zoneOf(schedule) ?? zone)),
      };
    default:
      return { words: en.schedule.unknown, detail: schedule.kind };
  }
}

/** "day", "2 weeks": as often as the start comes round. */
function frequencyWords({ frequency, interval }: Loose): string {
  const unit = en.schedule.units[text(frequency) as keyof typeof en.schedule.units];
  const count = typeof interval === 'number' ? interval : 1;
  return count === 1 ? unit.one : unit.many(count);
}

function intervalWords(every: unknown): string {
  const ms = typeof every === 'number' || typeof every === 'string' ? durationMs(every) : null;
  return ms === null ? String(every) : everyWords(ms);
}

/** The zone that a schedule itself thinks in, if it has one. */
export const zoneOf = (schedule: Loose): string | null => text(schedule.timezone) || null;
