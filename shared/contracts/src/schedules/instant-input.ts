import { z } from 'zod';
import { speaking } from '../validation.ts';
import { TIME_WORDS, type TimeWords } from './time-words.ts';

const SHAPE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** An instant as a client writes it. Without `Z` or an offset it would not say which instant, and is refused. */
export const instantInput = z.iso.datetime({
  offset: true,
  ...speaking(TIME_WORDS)((words, { input }) => explainRefusal(input, words)),
});

/** Tells a date or time of day that does not exist, and letters in lower case, from a missing offset. */
function explainRefusal(input: unknown, words: TimeWords): string {
  if (typeof input === 'string') {
    if (SHAPE.test(input)) return words.noSuchTime(input);
    const upper = input.toUpperCase();
    if (SHAPE.test(upper)) return words.inUpperCase(upper);
  }
  return words.withOffset;
}
