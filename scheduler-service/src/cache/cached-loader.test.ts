import { expect, test } from 'vitest';
import type { CacheStamps } from '../http/request-context.ts';
import type { CountLookup } from './cache-metrics.ts';
import { CachedLoader } from './cached-loader.ts';

const NAMES = ['user:ana'];
const seenIn = (generation: string): CacheStamps => ({
  at: performance.now(),
  generations: new Map([['user:ana', generation]]),
});

/** Something that is looked for, the reads of it that are under way, and how often it was there. */
function looking() {
  const results: string[] = [];
  const count: CountLookup = (_, result) => results.push(result);
  const known = new CachedLoader<string>('login', count);
  const reads: ((value: string | null | Error) => void)[] = [];
  const read = () =>
    new Promise<string | null>((resolve, reject) => {
      reads.push((value) => (value instanceof Error ? reject(value) : resolve(value)));
    });
  const find = (generation: string | null, isGood?: (value: string) => boolean) =>
    known.find('login-1', NAMES, generation === null ? null : seenIn(generation), read, isGood);
  return { find, reads, results };
}

test('who asks while it is being read waits for that read', async () => {
  const { find, reads, results } = looking();
  const asked = [find('1'), find('1'), find('1')];
  expect(reads).toHaveLength(1);
  reads[0]?.('Ana');
  expect(await Promise.all(asked)).toEqual(['Ana', 'Ana', 'Ana']);
  expect(results).toEqual(['miss', 'process', 'process']);
});

test('who asks after a change does not wait for a read from before it', async () => {
  const { find, reads } = looking();
  const [before, after] = [find('1'), find('2')];
  reads[1]?.('Ana, disabled');
  expect(await after).toBe('Ana, disabled');
  reads[0]?.('Ana');
  expect(await before).toBe('Ana');
});

test('what could not be read is read again, and so is what was not there', async () => {
  const { find, reads } = looking();
  for (const outcome of [new Error('away'), null]) {
    const asked = find('1');
    reads.at(-1)?.(outcome);
    await asked.catch(() => null);
  }
  const asked = find('1');
  reads[2]?.('Ana');
  expect(await asked).toBe('Ana');
});

test('what Redis does not vouch for is read for each who asks', async () => {
  const { find, reads } = looking();
  const asked = [find(null), find(null)];
  for (const [i, end] of reads.entries()) end(`Ana ${i}`);
  expect(await Promise.all(asked)).toEqual(['Ana 0', 'Ana 1']);
});

test('what is held and has ended by itself is read anew', async () => {
  const { find, reads } = looking();
  const first = find('1');
  reads[0]?.('Ana');
  await first;
  const again = find('1', () => false);
  reads[1]?.('Ana again');
  expect(await again).toBe('Ana again');
});
