import { describe, expect, it } from 'vitest';
import { MOST_IN_LINE, PlaceLine } from './place-line.ts';
import { Places } from './places.ts';

/** Two places: a kept one, and one that all may have. */
const TWO = 2;
const AT_ONCE_MS = 1;
const LONG_MS = 60_000;
const lineFor = (total: number, patienceMs: number) => {
  const places = new Places(total, () => false);
  return { places, line: new PlaceLine(places, patienceMs) };
};

describe('a run that finds no place', () => {
  it('has the next one that its owner gives back', async () => {
    const { line, places } = lineFor(TWO, LONG_MS);
    await line.enter('ana');
    const second = line.enter('ana');
    line.leave('ana');
    expect([await second, places.figures().held, places.refused]).toEqual([true, 1, 0]);
  });

  it('waits a moment and no longer, and is counted as one without a place', async () => {
    const { line, places } = lineFor(TWO, AT_ONCE_MS);
    await line.enter('ana');
    expect([await line.enter('ana'), places.figures().held, places.refused]).toEqual([false, 1, 1]);
  });

  it('does not overtake those of its owner that wait', async () => {
    const { line } = lineFor(TWO, LONG_MS);
    const order: number[] = [];
    await line.enter('ana');
    const waiting = [1, 2, 3].map((i) => line.enter('ana').then(() => order.push(i)));
    for (const one of waiting) {
      line.leave('ana');
      await one;
    }
    expect(order).toEqual([1, 2, 3]);
  });

  it('waits for one of its own, although another owner has more in the line', async () => {
    const { line } = lineFor(TWO, LONG_MS);
    await Promise.all(['ana', 'bob'].map((owner) => line.enter(owner)));
    for (let i = 0; i < MOST_IN_LINE; i += 1) void line.enter('ana');
    const second = line.enter('bob');
    line.leave('bob');
    expect(await second).toBe(true);
  });

  it('does not wait where very many do', async () => {
    const { line } = lineFor(TWO, LONG_MS);
    const owners = Array.from({ length: MOST_IN_LINE }, (_, i) => `owner-${i}`);
    await Promise.all(owners.slice(0, 8).map((owner) => line.enter(owner)));
    for (const owner of owners) void line.enter(owner);
    expect(await line.enter('late')).toBe(false);
  });
});
