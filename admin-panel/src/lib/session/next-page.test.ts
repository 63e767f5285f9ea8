import { expect, test } from 'vitest';
import { loginFor, nextPage } from './next-page.ts';

test('after login one comes back to the page that was asked for', () => {
  expect(loginFor('/jobs?show=failed')).toBe('/login?next=%2Fjobs%3Fshow%3Dfailed');
  expect(nextPage('/jobs?show=failed')).toBe('/jobs?show=failed');
});

test.each([null, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'never to another place: %s',
  (asked) => {
    expect(nextPage(asked)).toBe('/');
  },
);
