import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { german } from './dictionary.ts';

const FOLDER = new URL('..', import.meta.url);
const dictionary: Readonly<Record<string, unknown>> = german;

/** The English words by their areas, as the modules themselves name these. */
const english = new Map<string, unknown>();
const TOOLS = ['in-language.ts', 'language.ts', 'language-choice.ts', 'list.ts', 'plural.ts'];
const FILES = readdirSync(FOLDER).filter((name) => /^[a-z-]+\.ts$/.test(name) && !TOOLS.includes(name));
for (const file of FILES) {
  const [, name, area] =
    /export const (\w+) = inLanguage\(\s*'([^']+)'/.exec(readFileSync(new URL(file, FOLDER), 'utf8')) ?? [];
  if (area !== undefined)
    english.set(area, ((await import(`../${file}`)) as Record<string, unknown>)[name ?? '']);
}

/** Words that are the same in both languages, with the samples that functions are called by. */
const SAME = new Set(
  (
    'Punctual|System|Name|API|Live|Offline|Details|(optional)|Status|Job|Jobs|Tag|Tags|Cron|Cron, 2|UTC|Text|Version|' +
    'Version 2|Cc|Bcc|URL|HTML|TOKEN|Filter|Administrator|MongoDB|Redis|Watcher|Worker|Deutsch|English|X-API-Key|' +
    'YOUR_KEY|Crontab|In (ms)|in 2|In 2|Details: 2, 2|April|August|September|November|Mo|Fr|Sa|' +
    'profile|sessions|keys|shortcuts'
  ).split('|'),
);
/** Figures, signs and units. */
const WORDLESS = /^(?:[^A-Za-zÄÖÜäöü]|\b(?:ms|kB|in|h|s|Punctual)\b)*$/;

/** Calls functions by samples, so that every text is a text: figures, texts or lists, whatever they take. */
function said(value: unknown): unknown {
  if (typeof value !== 'function') return value;
  const call = value as (...samples: unknown[]) => unknown;
  for (const sample of [2, '2', ['a', 'b']]) {
    try {
      return call(sample, sample, sample);
    } catch {
      // It takes something else.
    }
  }
  throw new Error(`No sample fits ${call}.`);
}

/** Lists what both say at each place of a dictionary. */
function pairs(
  left: unknown,
  right: unknown,
  place: string,
): [place: string, left: unknown, right: unknown][] {
  const [one, other] = [said(left), said(right)];
  if (typeof one !== 'object' || one === null) return [[place, one, other]];
  return Object.keys(one).flatMap((key) =>
    pairs(
      (one as Record<string, unknown>)[key],
      (other as Record<string, unknown> | undefined)?.[key],
      `${place}.${key}`,
    ),
  );
}

const isSame = (text: string): boolean => SAME.has(text) || WORDLESS.test(text);

const all = [...english].flatMap(([area, words]) => pairs(words, dictionary[area], area));

test('every area of words has its German', () => {
  expect(english.size).toBe(FILES.length);
  expect(Object.keys(german).sort()).toEqual([...english.keys()].sort());
});

test('every text has its German, and none is left in English', () => {
  const left = all.filter(([, one, other]) => other === undefined || (one === other && !isSame(String(one))));
  expect(left.map(([place, one]) => `${place}: ${String(one)}`)).toEqual([]);
});

test('no German text shouts, apologises or has quotation marks of English', () => {
  const wrong = /!|\b(Bitte|bitte|leider|Fehler aufgetreten|ungültig)\b|”|“[^„]*“(?!\S)/;
  const texts = all.map(([, , other]) => String(other));
  expect(texts.filter((text) => wrong.test(text))).toEqual([]);
});
