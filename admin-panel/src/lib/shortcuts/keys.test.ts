import { describe, expect, test } from 'vitest';
import { keyCaps, nameOfKey, step } from './keys.ts';

const pressed = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

describe('a pressed key', () => {
  test('is named as it is typed', () => {
    expect(nameOfKey(pressed('C'), false)).toBe('c');
    expect(nameOfKey(pressed('?'), false)).toBe('?');
  });

  test('takes the modifier of its platform, and leaves the other one to the browser', () => {
    expect(nameOfKey(pressed('k', { ctrlKey: true }), false)).toBe('mod+k');
    expect(nameOfKey(pressed('k', { metaKey: true }), true)).toBe('mod+k');
    expect(nameOfKey(pressed('k', { ctrlKey: true }), true)).toBeNull();
  });

  test('is nothing by itself while it only modifies, or types another letter', () => {
    expect(nameOfKey(pressed('Shift'), false)).toBeNull();
    expect(nameOfKey(pressed('@', { altKey: true }), false)).toBeNull();
  });
});

describe('a sequence of keys', () => {
  const known = ['c', 'g o', 'g j', 'j'];

  test('runs a single key at once', () => expect(step('', 'c', known)).toEqual({ run: 'c' }));
  test('waits after its first key', () => expect(step('', 'g', known)).toEqual({ wait: 'g' }));
  test('runs with its last key', () => expect(step('g', 'j', known)).toEqual({ run: 'g j' }));
  test('begins anew with a key that does not go on', () =>
    expect(step('g', 'c', known)).toEqual({ run: 'c' }));
  test('is nothing for a key that nobody asked for', () => expect(step('', 'z', known)).toBeNull());
});

test('keys are shown as they are printed on the keyboard at hand', () => {
  expect(keyCaps('mod+k', false)).toEqual(['Ctrl', 'K']);
  expect(keyCaps('mod+k', true)).toEqual(['⌘', 'K']);
  expect(keyCaps('g o', false)).toEqual(['G', 'O']);
});
