import { expect, test } from 'vitest';
import { clientNetwork, clientNetworks } from './client-network.ts';

test.each([
  ['an address of IPv4', '203.0.113.7', '203.0.113.7'],
  ['one that is written as IPv6', '::ffff:203.0.113.7', '203.0.113.7'],
  ['the network of an address of IPv6', '2001:db8:1:2:3::5', '2001:db8:1:2::/64'],
  ['unknown, where there is no address', 'localhost', 'unknown'],
])('a client is known by %s', (_, ip, client) => {
  expect(clientNetwork(ip)).toBe(client);
});

test('all addresses of one network of IPv6 are one client', () => {
  expect(clientNetwork('2001:db8::1')).toBe(clientNetwork('2001:db8::ffff:ffff'));
  expect(clientNetwork('2001:db8::1')).not.toBe(clientNetwork('2001:db8:0:1::1'));
});

test('the wider networks of a client, from which a provider gives it many, are known too', () => {
  expect(clientNetworks('2001:db8:1:2345::6')).toEqual([
    '2001:db8:1:2345::/64',
    '2001:db8:1:2300::/56',
    '2001:db8:1::/48',
  ]);
  expect(clientNetworks('203.0.113.7')).toEqual(['203.0.113.7']);
  expect(clientNetworks('')).toEqual(['unknown']);
});
