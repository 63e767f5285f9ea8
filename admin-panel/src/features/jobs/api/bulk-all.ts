import type { BulkAction, BulkAnswer, BulkResult } from '@punctual/contracts/api/job-bulk-contract';
import type { toBulkFilter } from '../list/job-filters.ts';

/** Jobs that one request changes: the most that the API takes. */
const AT_A_TIME = 1_000;

type BulkFilter = ReturnType<typeof toBulkFilter>;

export type Which = { ids: readonly string[] } | { filter: BulkFilter };
export type BulkOrder = { action: BulkAction; cursor?: string } & (
  | { ids: string[] }
  | { filter: BulkFilter }
);

/** Does the same to many jobs, in as many requests as it takes. */
export async function bulkAll(
  request: (order: BulkOrder) => Promise<BulkAnswer>,
  action: BulkAction,
  which: Which,
  onProgress: (count: number) => void,
): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  const take = (more: readonly BulkResult[]) => {
    results.push(...more);
    onProgress(results.length);
  };
  if ('ids' in which) {
    for (let i = 0; i < which.ids.length; i += AT_A_TIME)
      take((await request({ action, ids: which.ids.slice(i, i + AT_A_TIME) })).results);
    return results;
  }
  const { filter } = which;
  for (let cursor: string | undefined; ; ) {
    const answer = await request({ action, filter, ...(cursor === undefined ? {} : { cursor }) });
    take(answer.results);
    if (answer.nextCursor === null) return results;
    cursor = answer.nextCursor;
  }
}
