import { CATCH_UP_LIMIT } from '@punctual/contracts/jobs/job-limits';
import { inLanguage } from './in-language.ts';
import { figure } from './plural.ts';

/** The words of the block for what may go wrong. */
export const policyWords = inLanguage('form-policies', {
  title: 'If something goes wrong',
  overlap: 'If the previous run is still going',
  overlaps: {
    skip: 'Skip this one',
    queueOne: 'Wait and run once after it',
    allow: 'Run both',
  },
  overlapSentence: {
    skip: 'Skips a run while the previous one is still going.',
    queueOne: 'Waits while the previous run is still going, and runs once after it.',
    allow: 'Runs even while the previous run is still going.',
  },
  misfire: 'If Punctual was down at that time',
  misfires: {
    fireOnce: 'Run once when it is back',
    skip: 'Skip',
    all: `Run each missed one, at most ${CATCH_UP_LIMIT}`,
  },
  misfireSentence: {
    fireOnce: 'Runs once when Punctual is back.',
    skip: 'Skips what was due while Punctual was down.',
    all: `Runs each missed one when Punctual is back, at most ${CATCH_UP_LIMIT}.`,
  },
  catchUp: 'Looks back at most',
  retry: 'If it fails',
  once: 'If it fails, it is not tried again.',
  attemptsSentence: (attempts: number, waits: string, within: string) =>
    `Up to ${figure(attempts)} attempts, waiting up to ${waits} between them, within ${within}.`,
  fixedSentence: (attempts: number, wait: string, within: string) =>
    `Up to ${figure(attempts)} attempts, waiting ${wait} between them, within ${within}.`,
  attempts: 'Attempts',
  backoff: 'Pauses',
  backoffs: { exponential: 'Doubling', fixed: 'Constant' },
  delay: 'First pause',
  maxAge: 'Give up after',
  durationHint: 'For example 30s, 5m or 2h',
});
