import { describe, expect, it } from 'vitest';
import { ReadWriteLock } from './read-write-lock.ts';

/** Work that ends when a test says so; `begun` lists what has begun, in order. */
class Works {
  readonly begun: string[] = [];
  readonly #solitude = new ReadWriteLock();
  readonly #ends = new Map<string, (error?: Error) => void>();
  readonly #done = new Map<string, Promise<unknown>>();

  ask(how: 'together' | 'alone', ...names: string[]): void {
    for (const name of names)
      this.#done.set(
        name,
        this.#solitude[how](() => this.#work(name)),
      );
  }

  #work(name: string): Promise<void> {
    this.begun.push(name);
    return new Promise((resolve, reject) =>
      this.#ends.set(name, (error) => (error ? reject(error) : resolve())),
    );
  }

  /** Ends work, and waits until what that lets go has begun. */
  async end(name: string, error?: Error): Promise<void> {
    this.#ends.get(name)?.(error);
    await this.#done.get(name)?.catch(() => {});
    await this.settled();
  }

  settled(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }
}

async function works(...asked: ['together' | 'alone', ...string[]][]): Promise<Works> {
  const all = new Works();
  for (const [how, ...names] of asked) all.ask(how, ...names);
  await all.settled();
  return all;
}

describe('work that goes together', () => {
  it('goes side by side', async () => {
    expect((await works(['together', 'a', 'b', 'c'])).begun).toEqual(['a', 'b', 'c']);
  });

  it('waits while something is alone, and goes on after it', async () => {
    const all = await works(['alone', 'x'], ['together', 'a', 'b']);
    expect(all.begun).toEqual(['x']);
    await all.end('x');
    expect(all.begun).toEqual(['x', 'a', 'b']);
  });

  it('is not held up by what asks to be alone after it, however much that is', async () => {
    const all = await works(['alone', 'x'], ['together', 'a'], ['alone', 'y', 'z']);
    await all.end('x');
    expect(all.begun).toEqual(['x', 'a']);
  });
});

describe('work that goes alone', () => {
  it('waits until nothing else is under way', async () => {
    const all = await works(['together', 'a', 'b'], ['alone', 'x']);
    await all.end('a');
    expect(all.begun).toEqual(['a', 'b']);
    await all.end('b');
    expect(all.begun).toEqual(['a', 'b', 'x']);
  });

  it('goes before what comes after it, so that a steady stream never keeps it out', async () => {
    const all = await works(['together', 'a'], ['alone', 'x'], ['together', 'b']);
    await all.end('a');
    expect(all.begun).toEqual(['a', 'x']);
  });

  it('goes one by one', async () => {
    const all = await works(['alone', 'x', 'y']);
    expect(all.begun).toEqual(['x']);
    await all.end('x');
    expect(all.begun).toEqual(['x', 'y']);
  });

  it('lets the next go also when it fails', async () => {
    const all = await works(['alone', 'x'], ['together', 'a']);
    await all.end('x', new Error('It broke.'));
    expect(all.begun).toEqual(['x', 'a']);
  });
});
