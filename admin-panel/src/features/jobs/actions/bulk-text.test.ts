import type { BulkResult } from '@punctual/contracts/api/job-bulk-contract';
import { expect, test } from 'vitest';
import { bulkText } from './bulk-text.ts';

const result = (id: string, outcome: BulkResult['outcome'] = 'done'): BulkResult => ({
  id,
  outcome,
  runId: null,
  error: outcome === 'failed' ? { code: 'JOB_DISABLED', message: 'The job is disabled.' } : null,
});

test('bulk changes are summed up with what failed and what was so already', () => {
  expect(bulkText('delete', [result('a'), result('b'), result('c', 'failed')])).toBe(
    'Deleted 2 jobs; 1 could not be deleted.',
  );
  expect(bulkText('enable', [result('a'), result('b', 'unchanged')])).toBe('Enabled 1 job; 1 unchanged.');
});
