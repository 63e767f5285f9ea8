import type { BulkAction, BulkResult } from '@punctual/contracts/api/job-bulk-contract';
import { MAX_BULK } from '@punctual/contracts/api/limits';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import type { JobSource } from '../job-source.ts';
import type { toBulkFilter } from '../list/job-filters.ts';

export type Which = { ids: readonly string[] } | { filter: ReturnType<typeof toBulkFilter> };

/** Does the same to many jobs, in as many requests as it takes. `told` hears how many are through. */
export async function bulkAll(
  source: JobSource,
  action: BulkAction,
  which: Which,
  told: (count: number) => void,
): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  const take = (more: readonly BulkResult[]) => {
    results.push(...more);
    told(results.length);
  };
  if ('ids' in which) {
    for (let i = 0; i < which.ids.length; i += MAX_BULK)
      take((await source.bulk({ action, ids: which.ids.slice(i, i + MAX_BULK) })).results);
    return results;
  }
  const { filter } = which;
  for (let cursor: string | undefined; ; ) {
    const answer = await source.bulk({ action, filter, ...(cursor === undefined ? {} : { cursor }) });
    take(answer.results);
    if (answer.nextCursor === null) return results;
    cursor = answer.nextCursor;
  }
}

/** "Deleted 12 jobs; 1 could not be deleted." */
export function bulkText(action: BulkAction, results: readonly BulkResult[]): string {
  const count = (outcome: BulkResult['outcome']) => results.filter((one) => one.outcome === outcome).length;
  const [failed, unchanged] = [count('failed'), count('unchanged')];
  const parts = [words.done.many[action](count('done'))];
  if (unchanged > 0) parts.push(words.done.unchanged(unchanged));
  if (failed > 0) parts.push(words.done.notMany[action](failed));
  return `${parts.join('; ')}.`;
}
