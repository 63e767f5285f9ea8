import { call } from '@punctual/contracts/api/client';
import type { countJobs } from '@punctual/contracts/api/jobs-contract';
import { queryOptions } from '@tanstack/react-query';
import { useEffect } from 'react';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { setTitle } from '../../lib/title.ts';

const countsQuery = queryOptions({
  queryKey: queryKeys.jobs.counts,
  queryFn: ({ signal }) => call<typeof countJobs>(apiFetch, 'GET /users/jobs/counts', {}, { signal }),
});

/** The tab in the browser says how many jobs fail, whatever page is shown, and its sign has a dot. */
export function useFailingJobs(): void {
  const { data } = useLiveQuery(countsQuery, () => false);
  const failing = data?.failing ?? 0;
  useEffect(() => {
    mark(failing);
    return () => mark(0);
  }, [failing]);
}

function mark(failing: number): void {
  setTitle({ failing });
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  icon?.setAttribute('href', failing > 0 ? '/favicon-failing.svg' : '/favicon.svg');
}
