import { expect, test } from 'vitest';
import { searchOf, WINDOW_NAMES, windowFrom } from './overview-window.ts';

test.each(WINDOW_NAMES)('the window of the overview survives the way through the address: %s', (window) => {
  expect(windowFrom(new URLSearchParams(searchOf(window)))).toBe(window);
});

test('the overview shows a day for an address that makes no sense, and leaves a day out of it', () => {
  expect(windowFrom(new URLSearchParams('window=toString'))).toBe('24h');
  expect(searchOf('24h')).toEqual({});
});
