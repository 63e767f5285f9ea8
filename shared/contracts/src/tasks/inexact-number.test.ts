import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInexactNumber } from './inexact-number.ts';

describe('numbers of a JSON text that are read as others', () => {
  it.each([
    ['9007199254740993', ''],
    ['-1234567890123456789', ''],
    ['9007199254740993.0', ''],
    // A double holds 2^60, and JSON.stringify writes it as 1152921504606847000.
    ['1152921504606846976', ''],
    ['1e999', ''],
    [`1${'0'.repeat(400)}`, ''],
    ['{"a":[1,{"b\\"c":[0,9007199254740993]}]}', 'a.1.b"c.1'],
    ['{"a":{"x":[1,2]},"b":"9007199254740993","c": 12345678901234567}', 'c'],
    ['[[],{},[0,0],1E+400]', '3'],
  ])('are found, each at its place: %s', (text, path) => {
    expect(findInexactNumber(text)).toMatchObject({ path });
  });

  it.each([
    '9007199254740992',
    '10000000000000000000',
    '123456789012345680000',
    '1234567890123456800000000',
    '9007199254740991.0',
    '-0',
    '0.12345678901234567890',
    '1.0000000000000000e+021',
    '{"9007199254740993":"9007199254740993, \\" 9007199254740993"}',
  ])('are no others: %s', (text) => {
    expect(findInexactNumber(text)).toBe(null);
  });

  it('are none of those that JSON.stringify writes', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => findInexactNumber(JSON.stringify(value)) === null));
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (n) => findInexactNumber(JSON.stringify(n)) === null,
      ),
    );
  });

  it('are all that are: what is found none in is read and written as it was', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (n) => {
        const kept = JSON.stringify(JSON.parse(String(n)));
        const isKept = !kept.includes('e') && BigInt(kept) === n;
        return isKept
          ? findInexactNumber(String(n)) === null
          : findInexactNumber(String(n)) !== null || kept.includes('e');
      }),
    );
  });

  it('are shown by their beginning', () => {
    expect(findInexactNumber('7'.repeat(90_000))?.written).toBe('7'.repeat(40));
  });
});
