import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SealedFor, SecretCipher } from './secret-cipher.ts';

const aKey = () => randomBytes(32).toString('base64');
const [KEY, OTHER] = [aKey(), aKey()];
const box = new SecretCipher([KEY]);
const ana = { owner: 'ana', place: 'https://example.com' };

describe('what is sealed', () => {
  test('opens to what it was, whatever it was', () => {
    const opened = (text: string) => box.open(box.seal(text, ana), ana);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => opened(text) === text));
  }, 20_000);

  test('is another text each time, so that equal secrets do not look alike', () => {
    expect(box.seal('x', ana)).not.toBe(box.seal('x', ana));
  });

  test('names its key, and opens with it when another one seals', () => {
    const sealed = box.seal('x', ana);
    expect(new SecretCipher([OTHER, KEY]).open(sealed, ana)).toBe('x');
    expect(new SecretCipher([OTHER, KEY]).seal('x', ana).split('.')[1]).not.toBe(sealed.split('.')[1]);
  });

  test.each<[string, (sealed: string) => [SecretCipher, string, SealedFor]]>([
    ['for another owner', (sealed) => [box, sealed, { ...ana, owner: 'bob' }]],
    ['for another scheme', (sealed) => [box, sealed, { ...ana, place: 'http://example.com' }]],
    ['for another port', (sealed) => [box, sealed, { ...ana, place: 'https://example.com:8443' }]],
    ['as one of an older release', (sealed) => [box, sealed.replace('v2', 'v1'), ana]],
    ['with another key', (sealed) => [new SecretCipher([OTHER]), sealed, ana]],
    [
      'when a letter of it was changed',
      (sealed) => [box, sealed.slice(0, 20) + (sealed[20] === 'A' ? 'B' : 'A') + sealed.slice(21), ana],
    ],
    ['when it was cut short', (sealed) => [box, sealed.slice(0, 30), ana]],
    ['when it is none', () => [box, 'x', ana]],
  ])('does not open %s', (_, change) => {
    const [by, sealed, whom] = change(box.seal('a secret', ana));
    expect(by.open(sealed, whom)).toBeNull();
  });
});
