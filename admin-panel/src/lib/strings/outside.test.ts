import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCES = join(import.meta.dirname, '../..');
/** A word between tags, and a word in an attribute that is shown or spoken. */
const BETWEEN_TAGS = />\s*([A-Za-z][^<>{}=;()|&]*[a-z]{2}[^<>{}=;()|&]*)<\//g;
const IN_ATTRIBUTE =
  /\s(?:aria-label|label|title|placeholder|alt|description|hint)="([^"]*[A-Za-z]{2}[^"]*)"/g;

test('no component has a text of its own: all words are among the strings, or they have no second language', () => {
  const components = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  );
  const outside = components.flatMap((name) => {
    const code = readFileSync(join(SOURCES, name), 'utf8');
    return [...code.matchAll(BETWEEN_TAGS), ...code.matchAll(IN_ATTRIBUTE)].map(
      ([, text = '']) => `${name}: ${text.trim()}`,
    );
  });
  expect(components.length).toBeGreaterThan(100);
  expect(outside).toEqual([]);
});
