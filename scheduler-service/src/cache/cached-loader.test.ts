import { expect, test } from 'vitest';
import type { CacheStamps } from '../http/request-context.ts';
import type { CountLookup } from './cache-metrics.ts';
import { CachedLoader } from './cached-loader.ts';

const TAGS = ['user:ana'];
const withStamp = (stamp: string): CacheStamps => ({
  at: performance.now(),
  byTag: new Map([['user:ana', stamp]]),
});

/** A loader, the reads of it that are under way, and the results of its lookups. */
function startLoader() {
  const results: string[] = [];
  const count: CountLookup = (_, result) => results.push(result);
  const loader = new CachedLoader<string>('login', count);
  const reads: ((value: string | null | Error) => void)[] = [];
  const read = () =>
    new Promise<string | null>((resolve, reject) => {
      reads.push((value) => (value instanceof Error ? reject(value) : resolve(value)));
    });
  const find = (stamp: string | null, isGood?: (value: string) => boolean) =>
    loader.find('login-1', TAGS, stamp === null ? null : withStamp(stamp), read, isGood);
  return { find, reads, results };
}

test('cached loader: a request that comes while a value is being read waits for that read', async () => {
  const { find, reads, results } = startLoader();
  const asked = [find('1'), find('1'), find('1')];
  expect(reads).toHaveLength(1);
  reads[0]?.('Ana');
  expect(await Promise.all(asked)).toEqual(['Ana', 'Ana', 'Ana']);
  expect(results).toEqual(['miss', 'process', 'process']);
});

test('cached loader: a request after a change does not wait for a read from before the change', async () => {
  const { find, reads } = startLoader();
  const [before, after] = [find('1'), find('2')];
  reads[1]?.('Ana, disabled');
  expect(await after).toBe('Ana, disabled');
  reads[0]?.('Ana');
  expect(await before).toBe('Ana');
});

test('cached loader: a value that could not be read, or was not there, is read again', async () => {
  const { find, reads } = startLoader();
  for (const outcome of [new Error('away'), null]) {
    const asked = find('1');
    reads.at(-1)?.(outcome);
    await asked.catch(() => null);
  }
  const asked = find('1');
  reads[2]?.('Ana');
  expect(await asked).toBe('Ana');
});

test('cached loader: without version stamps, each request reads for itself', async () => {
  const { find, reads } = startLoader();
  const asked = [find(null), find(null)];
  for (const [i, end] of reads.entries()) end(`Ana ${i}`);
  expect(await Promise.all(asked)).toEqual(['Ana 0', 'Ana 1']);
});

test('cached loader: a cached value that has expired by itself is read anew', async () => {
  const { find, reads } = startLoader();
  const first = find('1');
  reads[0]?.('Ana');
  await first;
  const again = find('1', () => false);
  reads[1]?.('Ana again');
  expect(await again).toBe('Ana again');
});
