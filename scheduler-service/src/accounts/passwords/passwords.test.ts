import { getRounds } from 'bcryptjs';
import { afterAll, expect, test } from 'vitest';
import { DUMMY_HASH, Passwords } from './passwords.ts';

const passwords = new Passwords();
afterAll(() => passwords.close());

test('verifying a password: an unknown account costs the work of a known one, the same rounds', async () => {
  const hash = await passwords.hash('anything at all');
  expect(getRounds(DUMMY_HASH)).toBe(getRounds(hash));
});

test('verifying a password: none fits where there is no account', async () => {
  expect(await passwords.verify('', null)).toBe(false);
  expect(await passwords.verify('anything at all', null)).toBe(false);
});
