import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { jobInput } from './jobs/job.ts';
import type { Language } from './language.ts';
import { safeParse } from './validation.ts';

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /(?<!\.test|words|english|german)\.ts$/.test(name),
);
const modules: object[] = await Promise.all(files.map((file) => import(join(import.meta.dirname, file))));

/** Says the sentence of a schema or of a check. */
type Say = (issue: object) => unknown;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Collects the sentences of all schemas that are anywhere in a value, each schema once. */
function sentencesIn(value: unknown, seen: Set<object>): Say[] {
  if (!isObject(value) || seen.has(value) || value instanceof RegExp) return [];
  seen.add(value);
  const definition = '_zod' in value ? (value as z.ZodType)._zod.def : value;
  const own =
    'error' in definition && typeof definition.error === 'function' ? [definition.error as Say] : [];
  return [...own, ...Object.values(definition).flatMap((inner) => sentencesIn(inner, seen))];
}

/** Says something as it is said during a validation in this language. */
function saidIn(language: Language, say: Say): unknown {
  let said: unknown;
  const listens = z.unknown().refine(() => {
    said = say({ code: 'custom', input: 'x', path: [] });
    return true;
  });
  safeParse(listens, 'x', language);
  return said;
}

describe('what is wrong with a request is said in the language of its reader', () => {
  test('by every schema that has a sentence of its own', () => {
    const seen = new Set<object>();
    const sentences = modules.flatMap((module) =>
      Object.values(module).flatMap((one) => sentencesIn(one, seen)),
    );
    const pairs = [...new Set(sentences)].map((say) => [saidIn('en', say), saidIn('de', say)] as const);
    expect(pairs.length).toBeGreaterThan(50);
    expect(pairs.filter(([english, german]) => english === german)).toEqual([]);
  });

  test('also by checks that find their sentence themselves: none is written outside of the words', () => {
    const written =
      /(?:message|error)(?::| =)\s*['`]|(?:return|(?<!\?)\?|:|,)\s*['`][A-Z][a-z]+ [^'`\n]*\.['`][,;)\]]/;
    const described = /(?:summary|description|describe)\b/;
    const outside = files.filter((file) =>
      readFileSync(join(import.meta.dirname, file), 'utf8')
        .split('\n')
        .some((line) => written.test(line) && !described.test(line)),
    );
    expect(outside).toEqual([]);
  });

  const wrong = {
    name: '',
    task: { type: 'http', url: 'nowhere' },
    schedule: { kind: 'once', at: '2031-02-30T00:00:00Z' },
  };
  const messagesIn = (language: Language) =>
    safeParse(jobInput, wrong, language).error?.issues.map(({ message }) => message);

  test('whichever comes first, and in English where nobody says which', () => {
    const english = [
      'Enter a name.',
      'Enter an address that begins with https:// or http://.',
      'There is no such time: 2031-02-30T00:00:00Z.',
    ];
    const german = [
      'Geben Sie einen Namen ein.',
      'Geben Sie eine Adresse ein, die mit https:// oder http:// beginnt.',
      'Diese Zeit gibt es nicht: 2031-02-30T00:00:00Z.',
    ];
    expect([messagesIn('de'), messagesIn('en'), messagesIn('de')]).toEqual([german, english, german]);
    expect(jobInput.safeParse(wrong).error?.issues.map(({ message }) => message)).toEqual(english);
  });

  test('and with the general words where a schema has none', () => {
    const { error } = safeParse(
      z.strictObject({ a: z.string(), b: z.int().max(3), c: z.iso.date() }),
      { b: 5, c: '' },
      'de',
    );
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'Das fehlt.',
      'Das ist größer als erlaubt: höchstens 3.',
      'Das ist nicht gültig.',
    ]);
  });
});
