import { describe, expect, it } from 'vitest';
import { StreamCounts } from './stream-counts.ts';

const LIMITS = { account: 2, address: 3, all: 5 };
const REFUSED = expect.objectContaining({ status: 429, code: 'TOO_MANY_STREAMS' });

describe('the open streams of a process', () => {
  it.each([
    ['account', 2, () => ['ana', 'home'], ['ben', 'home']],
    ['address', 3, (n: number) => [`person ${n}`, 'office'], ['ben', 'home']],
  ] as const)('of one %s are %i at most; others have theirs', (_whose, most, nth, other) => {
    const counts = new StreamCounts(LIMITS);
    const open = (n: number) => counts.open(...(nth(n) as [string, string]));
    const [close] = Array.from({ length: most }, (_, n) => open(n));
    expect(() => open(most)).toThrow(REFUSED);
    counts.open(...other);
    close?.();
    open(most);
  });

  it('are bounded in all, whoever has them', () => {
    const counts = new StreamCounts(LIMITS);
    const open = (n: number) => counts.open(`person ${n}`, `address ${n}`);
    const [close] = [0, 1, 2, 3, 4].map(open);
    expect(() => open(5)).toThrow(REFUSED);
    close?.();
    open(5);
  });

  it('that are refused count nowhere', () => {
    const counts = new StreamCounts(LIMITS);
    const close = [0, 1].map(() => counts.open('ana', 'home'));
    for (let n = 0; n < 10; n += 1) expect(() => counts.open('ana', 'home')).toThrow(REFUSED);
    counts.open('ben', 'home');
    for (const one of close) one();
    counts.open('ana', 'home');
  });
});
