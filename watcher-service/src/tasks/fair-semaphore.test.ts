import { describe, expect, it } from 'vitest';
import { FairSemaphore } from './fair-semaphore.ts';

const unheard = new AbortController().signal;

/** Owners who ask for slots; those let in are listed in order. */
function askers(limit: number) {
  const slots = new FairSemaphore(limit);
  const inside: string[] = [];
  const ask = (...owners: string[]) => {
    for (const owner of owners) void slots.acquire(owner, unheard).then(() => inside.push(owner));
    return new Promise((resolve) => setImmediate(resolve));
  };
  const leave = (owner: string) => {
    slots.release(owner);
    return new Promise((resolve) => setImmediate(resolve));
  };
  return { slots, inside, ask, leave };
}

describe('Slots that owners share', () => {
  it('are held by one owner up to half', async () => {
    const { inside, ask } = askers(4);
    await ask('a', 'a', 'a');
    expect(inside).toEqual(['a', 'a']);
  });

  it('keep the last one for an owner that holds none', async () => {
    const { inside, ask } = askers(4);
    await ask('a', 'a', 'b', 'b', 'c');
    expect(inside).toEqual(['a', 'a', 'b', 'c']);
  });

  it('go next to the owner that holds fewest, not to who has waited longest', async () => {
    const { inside, ask, leave } = askers(2);
    await ask('a', 'b', 'a', 'c');
    await leave('b');
    expect(inside).toEqual(['a', 'b', 'c']);
  });

  it('are not lost with one who gives up waiting', async () => {
    const { slots, inside, ask, leave } = askers(1);
    await ask('a');
    await expect(slots.acquire('b', AbortSignal.abort(new Error('time is up')))).rejects.toThrow(
      'time is up',
    );
    const aborter = new AbortController();
    const waiting = slots.acquire('b', aborter.signal);
    aborter.abort(new Error('time is up'));
    await expect(waiting).rejects.toThrow('time is up');
    await leave('a');
    await ask('c');
    expect(inside).toEqual(['a', 'c']);
  });
});
