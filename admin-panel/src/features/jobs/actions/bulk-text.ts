import type { BulkAction, BulkResult } from '@punctual/contracts/api/job-bulk-contract';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';

/** Sums up what was done to many jobs: "Deleted 12 jobs; 1 could not be deleted." */
export function bulkText(action: BulkAction, results: readonly BulkResult[]): string {
  const count = (outcome: BulkResult['outcome']) => results.filter((one) => one.outcome === outcome).length;
  const [failed, unchanged] = [count('failed'), count('unchanged')];
  const parts = [words.done.many[action](count('done'))];
  if (unchanged > 0) parts.push(words.done.unchanged(unchanged));
  if (failed > 0) parts.push(words.done.notMany[action](failed));
  return `${parts.join('; ')}.`;
}
