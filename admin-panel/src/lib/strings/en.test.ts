import { expect, test } from 'vitest';
import { en } from './en.ts';

/** Every text, with functions called by samples. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return texts(value(2, 2));
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(texts);
  return [];
}

test('no text shouts, apologises or scolds', () => {
  const banned = /!|\b(please|sorry|invalid|oops|forbidden)\b|field is required/i;
  expect(texts(en).filter((text) => banned.test(text))).toEqual([]);
});

test('no text is empty', () => {
  expect(texts(en).filter((text) => text.trim() === '')).toEqual([]);
});
