import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCES = join(import.meta.dirname, '..');
/** A sentence in a call that refuses, or in what is wrong with a field. */
const SENTENCE =
  /(?:new AppError|conflict|forbidden|unauthenticated|busy|asItIs)\([^)]*?['`][A-Z][a-z]+ [^'`]*[.?]['`]|message(?::| =)\s*['`][A-Z][a-z]+ [^'`]*[.?]['`]/;

test('no refusal is written outside of the words of refusals, or it has no second language', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /(?<!\.test)\.ts$/.test(name) && !name.startsWith('operations/openapi'),
  );
  const outside = files.filter((name) => readFileSync(join(SOURCES, name), 'utf8').search(SENTENCE) >= 0);
  expect(files.length).toBeGreaterThan(100);
  expect(outside).toEqual([]);
});
