import { hourCycle } from './clock-choice.ts';

/** A time of day in a sentence; neither an offset (+05:30) nor a part of an instant. */
const TIME = /(?<![\d:.+\-−T])([01]\d|2[0-3]):([0-5]\d(?::[0-5]\d(?:\.\d{3})?)?)(?![\d:])/g;
const NOON = 12;

/**
 * Rewrites the times in a text as the viewer's clocks show them: the server writes all of them in 24 hours, because
 * it does not know the reader.
 */
export const inOwnClock = (words: string, cycle: 'h12' | 'h23' = hourCycle()): string =>
  cycle === 'h23'
    ? words
    : words.replace(TIME, (_, hour: string, rest: string) => {
        const twelve = Number(hour) % NOON || NOON;
        return `${twelve}:${rest} ${Number(hour) < NOON ? 'am' : 'pm'}`;
      });
