import { durationMs, durationWords } from '@punctual/shared/schedules/duration';
import { en } from '../../lib/strings/en.ts';
import { instantText } from '../../lib/time/instants.ts';
import { viewerZone, zoneCity } from '../../lib/time/zones.ts';

/** A schedule in short: words, and the expression beneath where there is one. */
export interface ScheduleWords {
  words: string;
  code?: string;
}

type Loose = { kind: string; [field: string]: unknown };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Says what is certain and no more: what an expression means is the server's to say. */
export function scheduleWords(schedule: Loose, zone: string = viewerZone()): ScheduleWords {
  switch (schedule.kind) {
    case 'once':
      return { words: en.schedule.once(instantText(new Date(text(schedule.at)), zone)) };
    case 'interval':
      return { words: en.schedule.interval(intervalWords(schedule.every)) };
    case 'cron':
      return {
        words: en.schedule.cron(zoneCity(text(schedule.timezone))),
        code: text(schedule.expression),
      };
    default:
      return { words: en.schedule.unknown, code: schedule.kind };
  }
}

function intervalWords(every: unknown): string {
  const ms = typeof every === 'number' || typeof every === 'string' ? durationMs(every) : null;
  return ms === null ? String(every) : durationWords(ms);
}

/** The zone that a schedule itself thinks in, if it has one. */
export const zoneOf = (schedule: Loose): string | null => text(schedule.timezone) || null;
