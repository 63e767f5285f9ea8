import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MUTANTS } from './list/all.ts';
import { mutate, titlePattern } from './mutant.ts';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

describe('A protection that is taken out', () => {
  it.each(MUTANTS.map((mutant) => [mutant.out, mutant] as const))(
    'still stands once in the source: %s',
    (_, mutant) => {
      expect(mutate(read(mutant.file), mutant)).not.toBe(read(mutant.file));
    },
  );

  it.each(MUTANTS.map(({ out, test, title }) => [out, test, title]))('has its test: %s', (_, test, title) => {
    expect(existsSync(new URL(test, ROOT))).toBe(true);
    expect(read(test)).toContain(title);
  });

  it('is named by a sentence of its own', () => {
    expect(new Set(MUTANTS.map(({ out }) => out)).size).toBe(MUTANTS.length);
  });

  it('is refused where its text stands twice, or nowhere', () => {
    const change = { file: 'a.ts', from: 'x', to: 'y' };
    expect(() => mutate('x x', change)).toThrow('a.ts has this 2 times');
    expect(() => mutate('', change)).toThrow('a.ts has this 0 times');
  });

  it('is found by the title of its test, whatever stands for a placeholder', () => {
    const pattern = new RegExp(titlePattern('is refused (%s) at $place: 429'));
    expect('is refused (twice) at the door: 429').toMatch(pattern);
    expect('is refused (twice) at the door, 429').not.toMatch(pattern);
  });
});
