import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Counter } from './limit-keys.ts';
import { MemoryWindows } from './memory-windows.ts';

const WINDOW_MS = 60_000;
const own = (limit: number): Counter => ({ layer: 'ip', id: 'a', limit, windowMs: WINDOW_MS });
const isIn = (windows: MemoryWindows, counter: Counter, now: number) =>
  windows.count([counter], 1, now)[0]?.waitMs === 0;

describe('requests that are counted without Redis', () => {
  it('are at most as many as the limit in any stretch of the window, and no fewer are let in', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: WINDOW_MS / 2 }), { maxLength: 200 });
    fc.assert(
      fc.property(pauses, fc.integer({ min: 1, max: 20 }), (between, limit) => {
        const [windows, admitted] = [new MemoryWindows(), [] as number[]];
        let now = 0;
        for (const pause of between) {
          now += pause;
          const inWindow = admitted.filter((at) => at > now - WINDOW_MS).length;
          expect(isIn(windows, own(limit), now)).toBe(inWindow < limit);
          if (inWindow < limit) admitted.push(now);
        }
      }),
    );
  });

  it('are let in again after exactly the time that was said', () => {
    const windows = new MemoryWindows();
    for (let n = 0; n < 120; n += 1) expect(isIn(windows, own(120), 1_000 + 10 * n)).toBe(true);
    const [refused] = windows.count([own(120)], 1, 30_000);
    expect(refused).toMatchObject({ used: 120, waitMs: 31_000, resetMs: 31_000 });
    expect(isIn(windows, own(120), 30_000 + 30_999)).toBe(false);
    expect(isIn(windows, own(120), 30_000 + 31_000)).toBe(true);
  });

  it('of one sender take at most half of what all share', () => {
    const windows = new MemoryWindows();
    const all: Counter = { layer: 'global', id: 'all', limit: 20, windowMs: WINDOW_MS, sharer: 0 };
    const from = (id: string, now: number) =>
      windows.count([{ ...own(100), id }, all], 1, now)[1]?.waitMs === 0;
    const admitted = (id: string) => Array.from({ length: 30 }, (_, n) => from(id, n)).filter(Boolean).length;
    expect([admitted('a'), admitted('b')]).toEqual([10, 5]);
  });
});
