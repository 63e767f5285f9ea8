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
    const begin = () => prefetch(queryClient);
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(begin, LATEST_MS);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(begin, { timeout: LATEST_MS });
    return () => cancelIdleCallback(handle);
  }, [queryClient]);
}

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
