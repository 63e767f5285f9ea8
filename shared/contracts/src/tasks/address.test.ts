import { describe, expect, it } from 'vitest';
import {
  isInNetwork,
  isPublicAddress,
  literalAddress,
  mayCallAddress,
  type Network,
  parseNetwork,
} from './address.ts';

/** Every way of writing an address that leads somewhere private, as a browser or a library may read it. */
const NOT_PUBLIC = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f.1',
  '0x7f000001',
  '0177.0.0.1',
  '017700000001',
  '①②⑦.0.0.1',
  '127。0。0。1',
  '127.0.0.1.',
  '0',
  '0.0.0.0',
  '10.1.2.3',
  '168.63.129.16',
  '[::ffff:168.63.129.16]',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '192.0.0.192',
  '192.0.2.1',
  '192.88.99.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:8.8.8.8]',
  '[::7f00:1]',
  '[::ffff:0:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2002:808:808::]',
  '[2001:0:7f00:1::]',
  '[2001:db8::1]',
  '[2001:2::1]',
  '[2001:10::1]',
  '[2001:20::1]',
  '[3fff::1]',
  '[100::1]',
  '[4000::1]',
  '[5f00::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '[fec0::1]',
  '[ff02::1]',
];
const PUBLIC = [
  '8.8.8.8',
  '93.184.215.14',
  '172.32.0.1',
  '100.128.0.1',
  '[2606:4700:4700::1111]',
  '[2a00:1450::1]',
];

const addressIn = (host: string) => literalAddress(new URL(`http://${host}/`)) ?? '';

describe('Addresses', () => {
  it.each(NOT_PUBLIC)('http://%s/ is not public', (host) => {
    expect(addressIn(host)).not.toBe('');
    expect(isPublicAddress(addressIn(host))).toBe(false);
  });

  it.each(PUBLIC)('http://%s/ is public', (host) => {
    expect(isPublicAddress(addressIn(host))).toBe(true);
  });

  it('a name is no address, and what is no address is not public', () => {
    expect(literalAddress(new URL('http://localhost./'))).toBeNull();
    expect(literalAddress(new URL('http://127.0.0.1.nip.io/'))).toBeNull();
    expect(isPublicAddress('example.com')).toBe(false);
    expect(isPublicAddress('')).toBe(false);
    expect(isPublicAddress('fe80::1%eth0')).toBe(false);
  });
});

describe('Addresses that jobs may call', () => {
  const networks = (...texts: string[]) =>
    texts.map(parseNetwork).filter((network): network is Network => network !== null);

  it.each([
    ['8.8.8.8', [], [], true],
    ['10.0.0.1', [], [], false],
    ['10.0.0.1', ['10.0.0.0/8'], [], true],
    ['10.0.0.1', ['10.0.0.0/8'], ['10.0.0.1'], false],
    ['8.8.8.8', [], ['8.8.0.0/16'], false],
    ['2a00:1450::1', [], ['2a00::/16'], false],
    ['168.63.129.16', ['168.63.129.16'], [], true],
  ])('%s, with %j opened and %j closed: %j', (address, allowed, denied, may) => {
    const rules = { allowed: networks(...allowed), denied: networks(...denied) };
    expect(mayCallAddress(rules, address)).toBe(may);
  });
});

describe('Networks', () => {
  it('hold the addresses of their own kind that begin alike', () => {
    const ten = parseNetwork('10.0.0.0/8');
    expect(ten && isInNetwork('10.255.0.1', ten)).toBe(true);
    expect(ten && isInNetwork('11.0.0.1', ten)).toBe(false);
    expect(ten && isInNetwork('::ffff:10.0.0.1', ten)).toBe(false);
    expect(ten && isInNetwork('example.com', ten)).toBe(false);
  });

  it('may be one address, and are nothing else', () => {
    const one = parseNetwork('fd00::5');
    expect(one && isInNetwork('fd00::5', one)).toBe(true);
    expect(one && isInNetwork('fd00::6', one)).toBe(false);
    expect(parseNetwork('10.0.0.0/33')).toBeNull();
    expect(parseNetwork('intranet')).toBeNull();
  });
});
