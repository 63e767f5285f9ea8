import { describe, expect, it } from 'vitest';
import { groupAlike } from './group-alike.ts';

const grouped = (keys: string[]) => groupAlike(keys, (key) => key);
const many = (key: string) => Array.from({ length: 25 }, () => key);

describe('items that are to be written', () => {
  it('are groups of their own where there are one or two, however small', () => {
    expect(grouped(['a'])).toEqual({ alike: [['a']], unlike: [] });
    expect(grouped(['a', 'b', 'a'])).toEqual({ alike: [['a', 'a'], ['b']], unlike: [] });
  });

  it('are written alike where many are, and the rest one by one in a single update', () => {
    const { alike, unlike } = grouped(['a', ...many('b'), 'c', ...many('d'), 'a']);
    expect([alike, unlike]).toEqual([
      [many('b'), many('d')],
      ['a', 'a', 'c'],
    ]);
  });

  it('are none where there are none', () => {
    expect(grouped([])).toEqual({ alike: [], unlike: [] });
  });
});
