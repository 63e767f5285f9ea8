import { getRounds } from 'bcryptjs';
import { afterAll, expect, test } from 'vitest';
import { NOBODYS_HASH, Passwords } from './passwords.ts';

const passwords = new Passwords();
afterAll(() => passwords.close());

test('an unknown account costs the work of a known one: the same rounds', async () => {
  const hash = await passwords.hash('anything at all');
  expect(getRounds(NOBODYS_HASH)).toBe(getRounds(hash));
});

test('no password fits where there is no account', async () => {
  expect(await passwords.verify('', null)).toBe(false);
  expect(await passwords.verify('anything at all', null)).toBe(false);
});
