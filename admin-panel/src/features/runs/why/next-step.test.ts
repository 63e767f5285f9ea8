import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import { expect, test } from 'vitest';
import { nextStep } from './next-step.ts';

const explanation = (more: Partial<Explanation>) =>
  ({ verdict: 'COMPLETED', reason: null, run: null, ...more }) as Explanation;

test('next step: a run skipped for the one before leads to the policy', () => {
  expect(nextStep(explanation({ verdict: 'SKIPPED', reason: 'OVERLAP' }), 'j')?.to).toBe('/jobs/j/edit');
});

test('next step: a run canceled by a change leads to the changes', () => {
  expect(nextStep(explanation({ verdict: 'CANCELED', reason: 'SUPERSEDED' }), 'j')?.to).toBe(
    '/jobs/j?tab=changes',
  );
});

test('next step: a run that went well needs none', () => expect(nextStep(explanation({}), 'j')).toBeNull());
