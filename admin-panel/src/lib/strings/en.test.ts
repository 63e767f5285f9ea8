import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { en } from './en.ts';

const FILES = readdirSync(new URL('.', import.meta.url)).filter((name) => /^[a-z-]+\.ts$/.test(name));
/** The words of all areas: what a file of strings exports as an object. */
const words: unknown[] = [];
for (const file of FILES)
  words.push(
    ...Object.values((await import(`./${file}`)) as object).filter((value) => typeof value === 'object'),
  );

/** Every text, with functions called by samples. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return texts(called(value as (...samples: unknown[]) => unknown));
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(texts);
  return [];
}

/** Most take figures or texts, for which a figure will do; some take lists. */
function called(text: (...samples: unknown[]) => unknown): unknown {
  try {
    return text(2, 2);
  } catch {
    return text(['a', 'b'], ['a', 'b']);
  }
}

test('no text shouts, apologises or scolds', () => {
  const banned = /!|\b(please|sorry|invalid|oops|forbidden)\b|field is required/i;
  expect(texts(words).filter((text) => banned.test(text))).toEqual([]);
});

test('no text is empty', () => {
  expect(texts(en).filter((text) => text.trim() === '')).toEqual([]);
});
