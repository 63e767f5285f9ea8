import type { QueryClient } from '@tanstack/react-query';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { Scope } from '../../../lib/api/source.ts';

const CHANGED = {
  // Runs and figures of the user's own follow by events: the page does not wait for them.
  own: [queryKeys.jobs.all],
  all: [
    queryKeys.jobs.all,
    queryKeys.runs.newestLists,
    queryKeys.runs.ones,
    queryKeys.runs.recentLists,
    queryKeys.overview.all,
    queryKeys.users.all,
    queryKeys.audit.all,
  ],
} as const;

/**
 * Has everything asked for again that a change of jobs may have changed, and waits for what is shown of it.
 * Histories that were loaded page by page stay: their newest page is merged into them.
 */
export async function invalidateJobs(client: QueryClient, scope: Scope): Promise<void> {
  await Promise.all(CHANGED[scope].map((queryKey) => client.invalidateQueries({ queryKey })));
}
