import { expect, test } from 'vitest';
import { inOwnClock } from './clock-words.ts';

test('a day in a sentence is written as the panel writes days, by either clock', () => {
  const words = 'Nearest: 21:45:47.110 on 2031-03-03 and 09:00 on 2031-03-04.';
  expect(inOwnClock(words, 'h12')).toBe(
    'Nearest: 9:45:47.110 pm on Mon 3 Mar 2031 and 9:00 am on Tue 4 Mar 2031.',
  );
  expect(inOwnClock(words, 'h23')).toBe(
    'Nearest: 21:45:47.110 on Mon 3 Mar 2031 and 09:00 on Tue 4 Mar 2031.',
  );
});

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
