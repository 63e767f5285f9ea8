import type { BulkAnswer, BulkResult } from '@punctual/contracts/api/job-bulk-contract';
import { describe, expect, test } from 'vitest';
import type { BulkOrder, JobSource } from '../job-source.ts';
import { bulkAll, bulkText } from './bulk.ts';

const result = (id: string, outcome: BulkResult['outcome'] = 'done'): BulkResult => ({
  ...{ id, outcome, runId: null },
  error: outcome === 'failed' ? { code: 'JOB_DISABLED', message: 'The job is disabled.' } : null,
});

/** A source that answers one after the other, and remembers what it was asked. */
function answering(...answers: BulkAnswer[]) {
  const orders: BulkOrder[] = [];
  const bulk = async (order: BulkOrder) => {
    orders.push(order);
    return (
      answers.shift() ?? {
        results: 'ids' in order ? order.ids.map((id) => result(id)) : [],
        nextCursor: null,
      }
    );
  };
  return { orders, source: { bulk } as JobSource };
}

describe('what is done to many jobs', () => {
  test('takes as many requests as ids need', async () => {
    const { orders, source } = answering();
    const ids = Array.from({ length: 1_001 }, (_, index) => String(index));
    const told: number[] = [];
    expect(await bulkAll(source, 'enable', { ids }, (count) => told.push(count))).toHaveLength(1_001);
    expect(orders.map((order) => 'ids' in order && order.ids.length)).toEqual([1_000, 1]);
    expect(told).toEqual([1_000, 1_001]);
  });

  test('follows the cursor to the end of what matches', async () => {
    const { orders, source } = answering(
      { results: [result('a')], nextCursor: 'c1' },
      { results: [result('b')], nextCursor: null },
    );
    const results = await bulkAll(source, 'delete', { filter: { tag: 'x' } }, () => undefined);
    expect(results.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(orders).toEqual([
      { action: 'delete', filter: { tag: 'x' } },
      { action: 'delete', filter: { tag: 'x' }, cursor: 'c1' },
    ]);
  });

  test('is told with what failed and what was so already', () => {
    expect(bulkText('delete', [result('a'), result('b'), result('c', 'failed')])).toBe(
      'Deleted 2 jobs; 1 could not be deleted.',
    );
    expect(bulkText('enable', [result('a'), result('b', 'unchanged')])).toBe('Enabled 1 job; 1 unchanged.');
  });
});
