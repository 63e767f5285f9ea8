import { hourCycle } from './clock-choice.ts';
import { dayText } from './instants.ts';

/** A time of day in a sentence; neither an offset (+05:30) nor a part of an instant. */
const TIME = /(?<![\d:.+\-−T])([01]\d|2[0-3]):([0-5]\d(?::[0-5]\d(?:\.\d{3})?)?)(?![\d:])/g;
/** A day in a sentence: "at 09:00 on 2030-06-01". */
const DAY = /\bon (\d{4}-\d{2}-\d{2})\b/g;
const NOON = 12;

/**
 * Rewrites the times and days in a text as the panel shows them, by the viewer's clock: the server writes all of them in
 * 24 hours and with ISO dates, because it does not know the reader.
 */
export function inOwnClock(words: string, cycle: 'h12' | 'h23' = hourCycle()): string {
  const dated = words.replace(DAY, (given, date: string) => {
    const noon = new Date(`${date}T12:00:00Z`);
    return Number.isNaN(noon.getTime()) ? given : `on ${dayText(noon, 'UTC')}`;
  });
  if (cycle === 'h23') return dated;
  return dated.replace(TIME, (_, hour: string, rest: string) => {
    const twelve = Number(hour) % NOON || NOON;
    return `${twelve}:${rest} ${Number(hour) < NOON ? 'am' : 'pm'}`;
  });
}
