import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { tasksQuery } from '../../features/jobs/api/list-tasks.ts';

/** Also where a browser is never idle. */
const LATEST_MS = 5_000;

/** Loads what is often needed next as soon as the browser is idle: it opens at once then, and also while offline. */
export function usePrefetch(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const isSparing = 'connection' in navigator && (navigator.connection as { saveData?: boolean }).saveData;
    if (isSparing) return;
    const latest = performance.now() + LATEST_MS;
    let handle = 0;
    // What the page itself asks for comes first: a slow line would have both wait for one another.
    const begin = () => {
      if (queryClient.isFetching() > 0 && performance.now() < latest) handle = whenIdle(begin);
      else prefetch(queryClient);
    };
    handle = whenIdle(begin);
    return () => stopWaiting(handle);
  }, [queryClient]);
}

const canTellIdle = 'requestIdleCallback' in globalThis;
const whenIdle = (begin: () => void): number =>
  canTellIdle ? requestIdleCallback(begin, { timeout: LATEST_MS }) : window.setTimeout(begin, LATEST_MS);
const stopWaiting = (handle: number): void =>
  canTellIdle ? cancelIdleCallback(handle) : window.clearTimeout(handle);

function prefetch(queryClient: QueryClient): void {
  const parts = [
    queryClient.prefetchQuery(tasksQuery),
    import('../routes/jobs-page.tsx'),
    import('../routes/new-job-page.tsx'),
    import('../routes/job-page.tsx'),
    import('../routes/run-drawer.tsx'),
    import('./toasts/toast-stack.tsx'),
    import('./nav-drawer.tsx'),
    import('../../components/confirm-modal.tsx'),
    import('./search/search-dialog.tsx'),
    import('../../features/jobs/actions/opened-job-menu.tsx'),
  ];
  // One that fails is loaded when it is asked for.
  void Promise.allSettled(parts);
}
