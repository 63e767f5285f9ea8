import { useEffect } from 'react';
import { jobCountsQuery } from '../../features/jobs/api/count-jobs.ts';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { setTitle } from '../../lib/title.ts';

/** Shows in the browser's tab how many jobs fail, whatever page is open: in the title, and as a dot on the icon. */
export function useFailingJobs(): void {
  const { data } = useLiveQuery(jobCountsQuery, () => false);
  const failing = data?.failing ?? 0;
  useEffect(() => {
    mark(failing);
    return () => mark(0);
  }, [failing]);
}

function mark(failing: number): void {
  setTitle({ failing });
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  const href = failing > 0 ? '/favicon-failing.svg' : '/favicon.svg';
  // Set to what it is, it would be loaded again.
  if (icon?.getAttribute('href') !== href) icon?.setAttribute('href', href);
}
