import { expect, test } from 'vitest';
import { retryText } from './retry-text.ts';

const retry = { attempts: 5, backoff: 'exponential', delayMs: 10_000, maxAgeMs: 86_400_000 } as const;

test('retries in words: waits that double are listed as they grow', () => {
  expect(retryText(retry)).toBe(
    'Up to 5 attempts, waiting up to 10 s, 20 s, 40 s… between them, within 1 d.',
  );
});
test('retries in words: waits that stay the same are named once', () => {
  expect(retryText({ ...retry, backoff: 'fixed' })).toContain('waiting up to 10 s between');
});
test('retries in words: a single attempt is not tried again', () => {
  expect(retryText({ ...retry, attempts: 1 })).toBe('It is not tried again.');
});
