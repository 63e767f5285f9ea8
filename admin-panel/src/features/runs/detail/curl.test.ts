import { expect, test } from 'vitest';
import { curlOf } from './curl.ts';

const task = { type: 'http', method: 'POST', url: 'https://example.com/hook', expectStatus: '2xx' } as const;

test('curl: a request is written as a command, with its body as it is sent', () => {
  expect(curlOf({ ...task, body: { a: 1 } })).toBe(
    `curl -X POST -H 'Content-Type: application/json' --data-raw '{"a":1}' 'https://example.com/hook'`,
  );
});

test('curl: secrets stay out of the command', () => {
  const headers = { Authorization: 'Bearer abc', 'X-Api-Key': 'k1', Accept: 'text/plain' };
  const url = 'https://ana:hidden@example.com/?api_key=hidden&page=2';
  const curl = curlOf({ ...task, url, headers });
  expect(curl).not.toMatch(/abc|k1|hidden/);
  expect(curl).toContain('&page=2');
  expect(curl).toContain("-H 'Accept: text/plain'");
});

test('curl: a quote within a value does not end it', () => {
  expect(curlOf({ ...task, body: "it's; rm -rf /" })).toContain(`--data-raw 'it'\\''s; rm -rf /'`);
});
