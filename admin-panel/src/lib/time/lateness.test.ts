import { expect, test } from 'vitest';
import { latenessText } from './lateness.ts';

test.each([
  [0, 'on time'],
  [1_000, 'on time'],
  [1_001, '+1.0 s'],
  [4_200, '+4.2 s'],
  [60_000, '+60.0 s'],
  [60_001, '1 min late'],
  [180_000, '3 min late'],
  [7_500_000, '2 h 5 min late'],
])('%i ms late reads %s', (ms, words) => {
  expect(latenessText(ms)).toBe(words);
});

test('a run that began early by a rounded millisecond is on time', () => {
  expect(latenessText(-1)).toBe('on time');
});
