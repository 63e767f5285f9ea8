import { Long, ObjectId } from 'bson';
import fc from 'fast-check';
import { compare } from 'mingo/util';
import { describe, expect, test } from 'vitest';
import { EMPTY_ARRAY, encodeComponent, encodeValue, HASH_BYTES, invert, KEPT_BYTES } from './key-encoding.ts';

const number = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer(),
  fc.constantFrom(0, -0, 2 ** 53, -(2 ** 60)),
);
const text = fc.string({ maxLength: 12 });
const date = fc.date({ noInvalidDate: true });
const objectId = fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes));
const scalar = fc.oneof(number, text, date, objectId, fc.boolean(), fc.constant(null));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const order = (a: unknown, b: unknown) => Buffer.compare(encodeValue(a), encodeValue(b));

describe('encoded values', () => {
  test.each<[string, fc.Arbitrary<unknown>]>([
    ['numbers', number],
    ['texts', text.map((t) => t.replace(/[^\0-\x7f]/g, ''))],
    ['dates', date],
    ['ids', objectId],
    ['booleans', fc.boolean()],
  ])('of %s stand in the order of mingo', (_, kind) => {
    fc.assert(fc.property(kind, kind, (a, b) => order(a, b) === Math.sign(compare(a, b))));
  });

  test('of different types stand in the order of MongoDB', () => {
    const id = new ObjectId();
    const rising = [
      EMPTY_ARRAY,
      null,
      -Infinity,
      -1,
      0,
      3.5,
      Infinity,
      '',
      'a',
      {},
      { a: 1 },
      [1],
      id,
      false,
      true,
      new Date(-5),
      new Date(5),
      /a/,
    ];
    const encoded = rising.map(encodeValue);
    expect(encoded.toSorted(Buffer.compare)).toEqual(encoded);
  });

  test('of whole numbers beyond 2^53 keep their order', () => {
    const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    fc.assert(
      fc.property(long, fc.bigInt({ min: -3n, max: 3n }), (a, step) => {
        const b = BigInt.asIntN(64, a + step);
        const expected = a < b ? -1 : Number(a > b);
        expect(order(Long.fromBigInt(a), Long.fromBigInt(b))).toBe(expected);
      }),
    );
  });

  test('never begin with another, so that they can be put one behind the other', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [x, y] = [encodeValue(a), encodeValue(b)];
        expect(x.equals(y) || !x.subarray(0, y.length).equals(y)).toBe(true);
      }),
    );
  });

  test('inverted stand in the opposite order', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(Buffer.compare(invert(encodeValue(a)), invert(encodeValue(b)))).toBe(-order(a, b) + 0);
      }),
    );
  });

  test('that are long are cut to what a key can hold, and stay different', () => {
    const beginning = 'x'.repeat(500);
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [encodeComponent(beginning + a), encodeComponent(beginning + b)];
        expect(x).toHaveLength(KEPT_BYTES + HASH_BYTES);
        expect(x.equals(y)).toBe(a === b);
      }),
    );
  });
});
