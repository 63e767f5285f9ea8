import { expect, test } from 'vitest';
import { email } from '../testing/kinds.ts';
import { policySentence, retrySentence } from './policy-sentence.ts';

const retry = (part: object) => retrySentence({ ...email(), ...part });

test('the default policies have a sentence', () => {
  expect(policySentence(email({ mode: 'repeat' }))).toBe(
    'Skips a run while the previous one is still going. Runs once when Punctual is back. ' +
      'Up to 5 attempts, waiting up to 10 s, 20 s, 40 s… between them, within 1 day.',
  );
});

test('a job that runs once has no word about runs that overlap', () => {
  expect(policySentence(email())).toMatch(/^Runs once when Punctual is back\. Up to 5 attempts/);
});

test.each([
  [{ attempts: '1' }, 'If it fails, it is not tried again.'],
  [{ attempts: '3' }, 'Up to 3 attempts, waiting up to 10 s, 20 s between them, within 1 day.'],
  [
    { attempts: '4', backoff: 'fixed', delay: '1m', maxAge: '2h' },
    'Up to 4 attempts, waiting 1 min between them, within 2 hours.',
  ],
  [
    { attempts: '4', delay: '40m', maxAge: '12h' },
    'Up to 4 attempts, waiting up to 40 min, 1 h, 1 h between them, within 12 hours.',
  ],
])('%j', (part, sentence) => {
  expect(retry(part)).toBe(sentence);
});

test('policies with numbers that cannot be read have no sentence', () => {
  expect(retry({ attempts: '' })).toBeNull();
  expect(retry({ delay: 'soon' })).toBeNull();
});
