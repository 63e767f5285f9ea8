import { expect, test } from 'vitest';
import { retryText } from './retry-text.ts';

const retry = { attempts: 5, backoff: 'exponential', delayMs: 10_000, maxAgeMs: 86_400_000 } as const;

test('waits that double are told as they grow', () => {
  expect(retryText(retry)).toBe(
    'Up to 5 attempts, waiting up to 10 s, 20 s, 40 s… between them, within 1 d.',
  );
});
test('waits that stay the same are told once', () => {
  expect(retryText({ ...retry, backoff: 'fixed' })).toContain('waiting up to 10 s between');
});
test('what is tried once is not tried again', () => {
  expect(retryText({ ...retry, attempts: 1 })).toBe('It is not tried again.');
});
