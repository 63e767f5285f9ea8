import { describe, expect, it } from 'vitest';
import { Batcher } from './batcher.ts';

/** Work that is held up until it is let go, and that remembers its batches. */
function gated(most = 100, lanes = 1, groupOf?: (item: number) => string) {
  const batches: number[][] = [];
  const gates: (() => void)[] = [];
  const work = async (items: number[]) => {
    batches.push(items);
    await new Promise<void>((resolve) => gates.push(resolve));
    if (items.includes(-1)) throw new Error('minus one');
    return items.map((item) => item * 10);
  };
  return { batches, batcher: new Batcher(work, most, lanes, groupOf), letGo: () => gates.shift()?.(), turn };
}
/** Waits until everything that is ready now has happened. */
const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('a batcher', () => {
  it('works on a single item at once', async () => {
    const { batcher, batches, letGo } = gated();
    const answer = batcher.add(1);
    await turn();
    expect(batches).toEqual([[1]]);
    letGo();
    await expect(answer).resolves.toBe(10);
  });

  it('takes what arrives in one turn into one batch', async () => {
    const { batcher, batches } = gated();
    for (const item of [1, 2, 3]) void batcher.add(item);
    await turn();
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('gathers what arrives while a batch is on its way into the next: batches grow under load', async () => {
    const { batcher, batches, letGo } = gated();
    void batcher.add(1);
    await turn();
    for (const item of [2, 3, 4]) void batcher.add(item);
    await turn();
    expect(batches).toEqual([[1]]);
    letGo();
    await turn();
    expect(batches).toEqual([[1], [2, 3, 4]]);
  });

  it('with two lanes lets a second batch go while the first is on its way, and gathers for a third', async () => {
    const { batcher, batches, letGo } = gated(100, 2);
    for (const item of [1, 2, 3, 4]) {
      void batcher.add(item);
      await turn();
    }
    expect(batches).toEqual([[1], [2]]);
    letGo();
    await turn();
    expect(batches).toEqual([[1], [2], [3, 4]]);
  });

  it('has a lane for groups of which nothing is on its way: they do not wait until the many of another are done', async () => {
    const { batcher, batches, letGo } = gated(2, 1, (item) => (item < 100 ? 'many' : 'few'));
    for (const item of [1, 2, 3]) void batcher.add(item);
    await turn();
    void batcher.add(100);
    await turn();
    void batcher.add(101);
    await turn();
    expect(batches).toEqual([[1, 2], [100]]);
    letGo();
    await turn();
    expect(batches).toEqual([[1, 2], [100], [3, 101]]);
  });

  it('takes those of each group in turns, and in their order: none waits for the many of another', async () => {
    const { batcher, batches, letGo } = gated(3, 1, (item) => (item < 100 ? 'many' : 'few'));
    for (const item of [1, 2, 3, 4, 5, 100]) void batcher.add(item);
    await turn();
    letGo();
    await turn();
    expect(batches).toEqual([
      [1, 100, 2],
      [3, 4, 5],
    ]);
  });

  it('makes no batch larger than asked for', async () => {
    const { batcher, batches, letGo } = gated(2);
    for (const item of [1, 2, 3]) void batcher.add(item);
    await turn();
    letGo();
    await turn();
    expect(batches).toEqual([[1, 2], [3]]);
  });

  it('gives each caller the answer to its own item', async () => {
    const { batcher, letGo } = gated();
    const answers = [3, 1, 2].map((item) => batcher.add(item));
    await turn();
    letGo();
    await expect(Promise.all(answers)).resolves.toEqual([30, 10, 20]);
  });

  it('fails a batch by an error, and not the next one', async () => {
    const { batcher, letGo } = gated();
    const failing = [batcher.add(-1), batcher.add(1)];
    await turn();
    const next = batcher.add(2);
    letGo();
    expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await turn();
    letGo();
    await expect(next).resolves.toBe(20);
  });

  it('works again after it had nothing to do', async () => {
    const { batcher, letGo } = gated();
    for (const item of [1, 2]) {
      const answer = batcher.add(item);
      await turn();
      letGo();
      await expect(answer).resolves.toBe(item * 10);
    }
  });
});
