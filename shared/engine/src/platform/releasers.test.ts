import { expect, test } from 'vitest';
import { Releasers } from './releasers.ts';

test('releasers: parts are released one after the other, the last added first', async () => {
  const released: string[] = [];
  const releasers = new Releasers(() => undefined);
  releasers.add('database', () => released.push('database'));
  releasers.add('server', async () => {
    await new Promise(setImmediate);
    released.push('server');
  });
  await releasers.releaseAll();
  expect(released).toEqual(['server', 'database']);
});

test('releasers: one that fails is reported by name, and the others run all the same', async () => {
  const released: string[] = [];
  const failed: unknown[][] = [];
  const releasers = new Releasers((error, name) => failed.push([name, error]));
  const error = new Error('gone');
  releasers.add('database', () => released.push('database'));
  releasers.add('queue', () => Promise.reject(error));
  releasers.add('server', () => released.push('server'));
  await releasers.releaseAll();
  expect({ released, failed }).toEqual({ released: ['server', 'database'], failed: [['queue', error]] });
});

test('releasers: a part is released once, also where release is asked for twice', async () => {
  let count = 0;
  const releasers = new Releasers(() => undefined);
  releasers.add('server', () => {
    count += 1;
  });
  await Promise.all([releasers.releaseAll(), releasers.releaseAll()]);
  await releasers.releaseAll();
  expect(count).toBe(1);
});
