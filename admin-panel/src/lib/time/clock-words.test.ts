import { expect, test } from 'vitest';
import { inOwnClock } from './clock-words.ts';

test.each([
  ['Every day at 00:00 and 09:30, UTC', 'Every day at 12:00 am and 9:30 am, UTC'],
  ['from 12:00 to 17:59', 'from 12:00 pm to 5:59 pm'],
  ['at 13:05:30', 'at 1:05:30 pm'],
  ['the run of 22:53:54.359', 'the run of 10:53:54.359 pm'],
  ['UTC+05:30, every day', 'UTC+05:30, every day'],
  ['every 15 minutes', 'every 15 minutes'],
])('“%s” in 12 hours is “%s”', (words, twelve) => {
  expect(inOwnClock(words, 'h12')).toBe(twelve);
  expect(inOwnClock(words, 'h23')).toBe(words);
});
