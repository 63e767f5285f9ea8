import type { BulkAnswer, BulkResult } from '@punctual/contracts/api/job-bulk-contract';
import { expect, test } from 'vitest';
import { type BulkOrder, bulkAll } from './bulk-all.ts';

const result = (id: string): BulkResult => ({ id, outcome: 'done', runId: null, error: null });

/** Answers requests one after the other, and remembers them. */
function answering(...answers: BulkAnswer[]) {
  const orders: BulkOrder[] = [];
  const request = async (order: BulkOrder) => {
    orders.push(order);
    return (
      answers.shift() ?? {
        results: 'ids' in order ? order.ids.map((id) => result(id)) : [],
        nextCursor: null,
      }
    );
  };
  return { orders, request };
}

test('bulk changes take as many requests as the ids need', async () => {
  const { orders, request } = answering();
  const ids = Array.from({ length: 1_001 }, (_, index) => String(index));
  const progress: number[] = [];
  expect(await bulkAll(request, 'enable', { ids }, (count) => progress.push(count))).toHaveLength(1_001);
  expect(orders.map((order) => 'ids' in order && order.ids.length)).toEqual([1_000, 1]);
  expect(progress).toEqual([1_000, 1_001]);
});

test('bulk changes follow the cursor to the end of what matches', async () => {
  const { orders, request } = answering(
    { results: [result('a')], nextCursor: 'c1' },
    { results: [result('b')], nextCursor: null },
  );
  const results = await bulkAll(request, 'delete', { filter: { tag: 'x' } }, () => undefined);
  expect(results.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(orders).toEqual([
    { action: 'delete', filter: { tag: 'x' } },
    { action: 'delete', filter: { tag: 'x' }, cursor: 'c1' },
  ]);
});
