import { describe, expect, test } from 'vitest';
import { buildUri, createSecret, findStep } from './totp.ts';

/** The secret of RFC 6238, appendix B: "12345678901234567890". */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1_000);

describe('a code of an authenticator app', () => {
  // Appendix B lists eight digits; apps show the last six.
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('is that of RFC 6238: at %i s %s', (seconds, code) => {
    expect(findStep(SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  test('is taken one step early and one step late, as that of its own step, and no further', () => {
    const step = Math.floor(1_234_567_890 / 30);
    const steps = [-60, -30, 0, 30, 60].map((away) => findStep(SECRET, '005924', at(1_234_567_890 + away)));
    expect(steps).toEqual([null, step, step, step, null]);
  });

  test.each(['005925', '5924', '00592', '0059240', '', 'abcdef'])('is no other: %j', (code) => {
    expect(findStep(SECRET, code, at(1_234_567_890))).toBeNull();
  });
});

test('a secret is 160 random bits, in the address that an app reads', () => {
  const secret = createSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(createSecret()).not.toBe(secret);
  const uri = new URL(buildUri(secret, 'ana@example.com'));
  expect(uri.href).toContain('otpauth://totp/Punctual:ana%40example.com');
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    ...{ issuer: 'Punctual', secret, algorithm: 'SHA1', digits: '6', period: '30' },
  });
});
