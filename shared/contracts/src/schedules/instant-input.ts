import { z } from 'zod';

const SHAPE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** An instant as a client writes it. Without `Z` or an offset it would not say which instant, and is refused. */
export const instantInput = z.iso.datetime({ offset: true, error: ({ input }) => explainRefusal(input) });

/** Tells a date or time of day that does not exist, and letters in lower case, from a missing offset. */
function explainRefusal(input: unknown): string {
  if (typeof input === 'string') {
    if (SHAPE.test(input)) return `There is no such time: ${input}.`;
    const upper = input.toUpperCase();
    if (SHAPE.test(upper)) return `Write the letters of a time in upper case: ${upper}.`;
  }
  return 'Give the time with its offset, for example 2027-03-28T09:00:00Z.';
}
