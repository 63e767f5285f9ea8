import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import { expect, test } from 'vitest';
import { nextStep } from './next-step.ts';

const explanation = (more: Partial<Explanation>) =>
  ({ verdict: 'COMPLETED', reason: null, run: null, ...more }) as Explanation;

test('what was skipped for the run before leads to the policy', () => {
  expect(nextStep(explanation({ verdict: 'SKIPPED', reason: 'OVERLAP' }), 'j')?.to).toBe('/jobs/j/edit');
});

test('what was canceled by a change leads to the changes', () => {
  expect(nextStep(explanation({ verdict: 'CANCELED', reason: 'SUPERSEDED' }), 'j')?.to).toBe(
    '/jobs/j?tab=changes',
  );
});

test('what ran needs nothing', () => expect(nextStep(explanation({}), 'j')).toBeNull());
