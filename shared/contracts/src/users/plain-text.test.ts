import { describe, expect, it } from 'vitest';
import { isBlank, plainText } from './plain-text.ts';

const accepts = (text: string) => plainText().safeParse(text).success;

describe('A name or a label', () => {
  it.each([
    ['a zero-width space', 'ad\u200bmin'],
    ['a zero-width joiner between letters of Latin', 'ad\u200dmin'],
    ['a joiner after an emoji and before a letter', '🚀\u200dadmin'],
    ['a mark that reverses the text', 'invoice\u202efdp.exe'],
    ['an isolate', '\u2066admin\u2069'],
    ['a soft hyphen', 'ad\u00admin'],
    ['a byte order mark', 'ad\ufeffmin'],
    ['a control character', 'ad\u0007min'],
    ['a line break', 'ad\nmin'],
    ['a line separator', 'ad\u2028min'],
    ['an empty letter of Hangul', 'ad\u3164min'],
    ['a tag character', 'admin\u{e0041}'],
    ['half of a character', 'ad\ud800min'],
  ])('is refused with %s', (_, text) => expect(accepts(text)).toBe(false));

  it.each([
    'Ana Müller',
    'report → Ana',
    '日本語',
    'علی\u200cرضا',
    'क्\u200dष',
    '👩‍👩‍👧‍👦 family',
    '👨🏽‍💻 deploy',
    '❤️',
    '  trimmed  ',
  ])('may be %s', (text) => expect(accepts(text)).toBe(true));
});

describe('A text of which nothing is seen', () => {
  it.each(['', '   ', '\u00a0', '\u200b', '\u3164', '\u2800', '\t\u2060 '])('is blank: %j', (text) =>
    expect(isBlank(text)).toBe(true),
  );
  it('is not one with a letter, a sign or an emoji', () => {
    expect(['a', '–', '🚀'].map(isBlank)).toEqual([false, false, false]);
  });
});
