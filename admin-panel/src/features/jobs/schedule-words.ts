import { durationMs } from '@punctual/contracts/schedules/duration';
import { en } from '../../lib/strings/en.ts';
import { inOwnClock } from '../../lib/time/clock-words.ts';
import { durationWords } from '../../lib/time/duration-words.ts';
import { instantText } from '../../lib/time/instants.ts';
import { viewerZone } from '../../lib/time/zones.ts';

/** A schedule in short: words, its zone where it has one, and beneath them the instant or the expression. */
export interface ScheduleWords {
  words: string;
  zone?: string;
  detail?: string;
  isCode?: boolean;
}

type Loose = { kind: string; [field: string]: unknown };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Describes a schedule in the server's words, and in the viewer's zone where it has none of its own. */
export function scheduleWords(
  { schedule, scheduleText }: { schedule: Loose; scheduleText: string },
  zone: string = viewerZone(),
): ScheduleWords {
  switch (schedule.kind) {
    case 'once':
      return { words: en.schedule.once, detail: instantText(new Date(text(schedule.at)), zone) };
    case 'interval':
      return { words: en.schedule.interval(intervalWords(schedule.every)) };
    case 'cron':
      return { ...inZone(schedule, scheduleText), detail: text(schedule.expression), isCode: true };
    case 'frequency':
      return inZone(schedule, scheduleText);
    default:
      return { words: en.schedule.unknown, detail: schedule.kind };
  }
}

/** Takes the zone off the end of the server's words, where it is the first to be cut. */
function inZone(schedule: Loose, scheduleText: string): ScheduleWords {
  const zone = zoneOf(schedule);
  const ending = `, ${zone}`;
  if (zone === null || !scheduleText.endsWith(ending)) return { words: inOwnClock(scheduleText) };
  return { words: inOwnClock(scheduleText.slice(0, -ending.length)), zone };
}

function intervalWords(every: unknown): string {
  const ms = typeof every === 'number' || typeof every === 'string' ? durationMs(every) : null;
  return ms === null ? String(every) : everyWords(ms);
}

/** Finds the zone that a schedule itself is in, if it has one. */
export const zoneOf = (schedule: Loose): string | null => text(schedule.timezone) || null;

/** Formats an interval to follow the word "every": "15 minutes", and "minute" rather than "1 minute". */
export const everyWords = (ms: number): string => durationWords(ms).replace(/^1 /, '');
