import { expect, test } from 'vitest';
import { loginFor, nextPage } from './next-page.ts';

test('after login one comes back to the page that was asked for', () => {
  expect(loginFor('/jobs?show=failed')).toBe('/login?next=%2Fjobs%3Fshow%3Dfailed');
  expect(nextPage('/jobs?show=failed#a')).toBe('/jobs?show=failed#a');
});

const EVIL = [
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\\evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
];

test.each([null, '', 'https://evil.example', 'jobs', 'javascript:alert(1)', ...EVIL])(
  'never to another place: %s',
  (asked) => {
    expect(nextPage(asked)).toBe('/');
  },
);
