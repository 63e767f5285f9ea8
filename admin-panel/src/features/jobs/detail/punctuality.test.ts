import { expect, test } from 'vitest';
import { punctualityOf } from './punctuality.ts';

const runs = (...lateness: (number | null)[]) => lateness.map((ms) => ({ lateness: ms }));

test('punctuality is told of the runs that were started', () => {
  expect(punctualityOf(runs(10, null, 2_000, 4, 20))).toEqual({
    ...{ count: 4, p50: 10, p99: 2_000, onTimeShare: 0.75 },
  });
});

test('of no started run there is none', () => expect(punctualityOf(runs(null))).toBeNull());
