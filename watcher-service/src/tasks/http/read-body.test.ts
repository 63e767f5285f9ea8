import { describe, expect, it } from 'vitest';
import { formatExcerpt } from './read-body.ts';

const excerpt = (body: string | Buffer, type?: string) => {
  const bytes = Buffer.from(body);
  return formatExcerpt(bytes.subarray(0, 4_096), bytes.length, type);
};

describe('The excerpt of an answer', () => {
  it('is its text, and nothing if there is none', () => {
    expect(excerpt('{"ok":true}', 'application/json')).toBe('{"ok":true}');
    expect(excerpt('')).toBeNull();
  });

  it('is at most 4 KiB of whole characters', () => {
    expect(excerpt('a'.repeat(5_000))).toBe('a'.repeat(4_096));
    expect(excerpt('€'.repeat(2_000))).toBe('€'.repeat(1_365));
    expect(excerpt('👍'.repeat(2_000))).toBe('👍'.repeat(1_024));
  });

  it('reads the character set that the server names, within the same limit', () => {
    const latin = Buffer.from('é'.repeat(5_000), 'latin1');
    expect(excerpt(latin, 'text/html; charset=ISO-8859-1')).toBe('é'.repeat(2_048));
    expect(excerpt('é', 'text/html; charset=klingon')).toBe(
      '(not text: 2 bytes of text/html; charset=klingon)',
    );
  });

  it('only names what is not text', () => {
    expect(excerpt(Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'image/png')).toBe(
      '(not text: 4 bytes of image/png)',
    );
    expect(excerpt('a\u0000b')).toBe('(not text: 3 bytes of an unnamed kind)');
    expect(excerpt(Buffer.from('café', 'latin1'))).toBe('(not text: 4 bytes of an unnamed kind)');
    expect(excerpt(Buffer.alloc(70_000, 0xff), 'video/mp4')).toBe('(not text: 64 KiB or more of video/mp4)');
  });
});
