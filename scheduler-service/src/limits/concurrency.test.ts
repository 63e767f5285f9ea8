import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Concurrency } from './concurrency.ts';

/** Work that goes on until the test ends it. */
function lastingWork(concurrency: Concurrency) {
  const ends: (() => void)[] = [];
  const begin = (sender: string) => {
    const work = concurrency.run(sender, () => new Promise<void>((end) => ends.push(end)));
    return work.then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
  };
  return { begin, endAll: () => ends.splice(0).forEach((end) => void end()) };
}

/** Sends a request for each of these senders at once, and counts how many each of them gets carried out. */
async function countCarriedOut(concurrency: Concurrency, senders: string[]): Promise<Map<string, number>> {
  const { begin, endAll } = lastingWork(concurrency);
  const outcomes = senders.map((sender) => begin(sender));
  endAll();
  const done = (await Promise.all(outcomes)).map((outcome, i) => [senders[i] as string, outcome] as const);
  const had = new Map<string, number>();
  for (const [sender, outcome] of done) if (outcome === 'done') had.set(sender, (had.get(sender) ?? 0) + 1);
  return had;
}

const times = (count: number, sender: string): string[] => Array.from({ length: count }, () => sender);

test('concurrency: one sender alone takes half of the places, and the next finds room', async () => {
  const had = await countCarriedOut(new Concurrency(10), [...times(20, 'ana'), ...times(20, 'bob')]);
  expect(Object.fromEntries(had)).toEqual({ ana: 5, bob: 3 });
});

test('concurrency: a refusal says when to try again, and is counted', async () => {
  const concurrency = new Concurrency(2);
  const { begin, endAll } = lastingWork(concurrency);
  const first = begin('ana');
  await expect(concurrency.run('ana', async () => {})).rejects.toMatchObject({
    ...{ status: 429, code: 'TOO_MANY_AT_ONCE', retryAfterSeconds: 1 },
  });
  expect(concurrency.refused).toBe(1);
  endAll();
  expect(await first).toBe('done');
});

test('concurrency: work that fails gives its place back', async () => {
  const concurrency = new Concurrency(2);
  const failing = () => Promise.reject(new Error('no'));
  await expect(concurrency.run('ana', failing)).rejects.toThrow('no');
  expect(concurrency.underWay).toBe(0);
  await expect(concurrency.run('ana', failing)).rejects.toThrow('no');
});

test('concurrency: whatever is sent by whom, never more than the limit is under way, no sender has more than half, and every place comes back', async () => {
  const senders = fc.array(fc.constantFrom('ana', 'bob', 'cleo', 'dan'), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 20 }), senders, async (limit, asking) => {
      const concurrency = new Concurrency(limit);
      const had = [...(await countCarriedOut(concurrency, asking)).values()];
      expect(had.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(limit);
      expect(Math.max(0, ...had)).toBeLessThanOrEqual(Math.ceil(limit / 2));
      expect(concurrency.underWay).toBe(0);
    }),
  );
});
