import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { canonicalDomain, canonicalEmail, emailAddress, mailboxOf } from './email-address.ts';

describe('An email address has one form', () => {
  it.each([
    ['full-width letters in the domain', 'p@ｓ.test', 'p@s.test'],
    ['upper case', ' Ana@Example.COM ', 'ana@example.com'],
    ['a dot at the end', 'ana@example.com.', 'ana@example.com'],
    ['a full stop of another script', 'ana@example。com', 'ana@example.com'],
    ['letters in two parts', 'ju\u0308rgen@example.com', 'jürgen@example.com'],
    ['a domain with umlauts', 'ana@BÜCHER.example', 'ana@xn--bcher-kva.example'],
    ['its punycode', 'ana@xn--bcher-kva.example', 'ana@xn--bcher-kva.example'],
    ['a domain whose letters are in two parts', 'ana@bu\u0308cher.example', 'ana@xn--bcher-kva.example'],
  ])('%s: %s is %s', (_, given, canonical) => {
    expect(canonicalEmail(given)).toBe(canonical);
    expect(emailAddress.parse(given)).toBe(canonical);
  });

  it.each([
    ['a zero-width space', 'ad\u200bmin@example.com'],
    ['a zero-width space in the domain', 'admin@exam\u200bple.com'],
    ['a soft hyphen', 'admin@exam\u00adple.com'],
    ['a mark that reverses the text', 'nimda\u202e@example.com'],
    ['a joiner', 'ad\u200dmin@example.com'],
    ['a control character', 'ad\u0000min@example.com'],
    ['half of a character', 'ad\ud800min@example.com'],
    ['a list', 'ana@example.com,eve@example.com'],
    ['a path behind the domain', 'ana@example.com/evil'],
    ['a port', 'ana@example.com:25'],
    ['a Greek question mark, which becomes the sign of a list', 'ana\u037eeve@example.com'],
    ['an escape', 'ana@ex%61mple.com'],
    ['the address of a machine', 'ana@127.0.0.1'],
    ['the address of a machine in other digits', 'ana@①②⑦.0.0.1'],
    ['a number', 'ana@2130706433'],
    ['an empty label', 'ana@example..com'],
    ['a label that is too long', `ana@${'x'.repeat(64)}.com`],
    ['punycode that is none', 'ana@xn--a'],
    ['a domain that grows beyond the limit', `ana@${'ü.'.repeat(120)}com`],
  ])('with %s it is none', (_, given) => {
    expect(canonicalEmail(given)).toBeNull();
    expect(emailAddress.safeParse(given).success).toBe(false);
  });

  test('which is its own canonical form, whatever was given', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
    const domain = fc.tuple(text, fc.domain()).map(([label, name]) => `${label}${name}`);
    fc.assert(
      fc.property(text, fc.oneof(domain, fc.domain()), (local, at) => {
        const canonical = canonicalEmail(`${local}@${at}`);
        if (canonical !== null) expect(canonicalEmail(canonical)).toBe(canonical);
      }),
      { numRuns: 500 },
    );
  });

  it('also for the domains of settings', () => {
    expect(canonicalDomain('Bücher.Example.')).toBe('xn--bcher-kva.example');
    expect(canonicalDomain('exa mple.com')).toBeNull();
  });
});

describe('The mailbox of an address that is accepted no more', () => {
  it.each(['boss@vic\u200btim.test', 'bo\u200bss@victim.test', 'BOSS@ｖictim.test.'])(
    '%j is counted with the one that it looks like',
    (address) => {
      expect(mailboxOf(address)).toBe('boss@victim.test');
    },
  );

  it('is itself where it has no canonical form', () => {
    expect(mailboxOf('Ana@[10.0.0.1]')).toBe('ana@[10.0.0.1]');
  });
});
