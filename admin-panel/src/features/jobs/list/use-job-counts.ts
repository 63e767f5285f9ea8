import { useLiveQuery } from '../../../lib/live/live-query.ts';
import type { JobCounts, JobSource } from '../job-source.ts';

/** How many jobs there are of each kind; undefined until it is known. */
export function useJobCounts(source: JobSource): JobCounts | undefined {
  const counts = useLiveQuery(
    {
      queryKey: source.counts?.key ?? ['jobs', 'no counts'],
      queryFn: ({ signal }) => source.counts?.read(signal),
      enabled: source.counts !== null,
    },
    () => false,
  );
  return counts.data;
}
