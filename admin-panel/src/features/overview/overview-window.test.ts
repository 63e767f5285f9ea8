import { expect, test } from 'vitest';
import { searchOf, WINDOW_NAMES, windowFrom } from './overview-window.ts';

test.each(WINDOW_NAMES)('%s survives the way through the address', (window) => {
  expect(windowFrom(new URLSearchParams(searchOf(window)))).toBe(window);
});

test('an address that makes no sense shows a day, and a day is left out of it', () => {
  expect(windowFrom(new URLSearchParams('window=toString'))).toBe('24h');
  expect(searchOf('24h')).toEqual({});
});
