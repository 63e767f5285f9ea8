import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import { expect, test } from 'vitest';
import { nextStep } from './next-step.ts';

const explanation = (more: Partial<Explanation>) =>
  ({ verdict: 'COMPLETED', reason: null, run: null, ...more }) as Explanation;

test('next step: a run skipped for the one before leads to the policy', () => {
  expect(nextStep(explanation({ verdict: 'SKIPPED', reason: 'OVERLAP' }), 'j', 'own')?.to).toBe(
    '/jobs/j/edit',
  );
});

test('next step: a run canceled by a change leads to the changes', () => {
  expect(nextStep(explanation({ verdict: 'CANCELED', reason: 'SUPERSEDED' }), 'j', 'own')?.to).toBe(
    '/jobs/j?tab=changes',
  );
});

test('next step: a run that went well needs none', () =>
  expect(nextStep(explanation({}), 'j', 'own')).toBeNull());

test('next step: an administrator is led to the pages of all owners, and not to a form that only the owner has', () => {
  const canceled = explanation({ verdict: 'CANCELED', reason: 'SUPERSEDED' });
  expect(nextStep(canceled, 'j', 'all')?.to).toBe('/admin/jobs/j?tab=changes');
  expect(nextStep(explanation({ verdict: 'SKIPPED', reason: 'OVERLAP' }), 'j', 'all')).toBeNull();
});
