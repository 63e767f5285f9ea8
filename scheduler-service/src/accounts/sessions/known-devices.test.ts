import { describe, expect, it } from 'vitest';
import { KnownDevices } from './known-devices.ts';

const [OLD, NEW] = ['the secret of before', 'the secret of today'];
const devices = new KnownDevices([NEW]);

describe('A device', () => {
  it('is known to the account that it has logged in to, and to no other', () => {
    const cookie = devices.remember(null, 'ana@example.com');
    expect(devices.find(cookie, 'ana@example.com')).toBe(cookie.split('.')[0]);
    expect(devices.find(cookie, 'bob@example.com')).toBeNull();
  });

  it('is one device for the five accounts of its last logins', () => {
    const accounts = ['a', 'b', 'c', 'd', 'e', 'f'];
    const cookie = accounts.reduce<string | null>((all, account) => devices.remember(all, account), null);
    const known = accounts.filter((account) => devices.find(cookie, account));
    expect(known).toEqual(['b', 'c', 'd', 'e', 'f']);
    expect(devices.remember(cookie, 'f')).toBe(cookie);
  });

  it('is not known by a hash that another one has, or that another secret made', () => {
    const [, hash] = devices.remember(null, 'ana@example.com').split('.');
    const [id] = devices.remember(null, 'ana@example.com').split('.');
    expect(devices.find(`${id}.${hash}`, 'ana@example.com')).toBeNull();
    expect(devices.find(new KnownDevices([OLD]).remember(null, 'ana'), 'ana')).toBeNull();
  });

  it('is known while the secret is replaced, and has the new hash after its next login', () => {
    const both = new KnownDevices([NEW, OLD]);
    const cookie = new KnownDevices([OLD]).remember(null, 'ana');
    expect(both.find(cookie, 'ana')).not.toBeNull();
    expect(devices.find(both.remember(cookie, 'ana'), 'ana')).not.toBeNull();
  });

  it.each(['', 'x', '.', 'a.b.c', `${'x'.repeat(22)}.short`])(
    'is not known by %j, and gets an id of its own',
    (cookie) => {
      expect(devices.find(cookie, 'ana')).toBeNull();
      expect(devices.find(devices.remember(cookie, 'ana'), 'ana')).not.toBeNull();
    },
  );
});
