import type { QueryClient } from '@tanstack/react-query';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { errorWords } from '../../../lib/api/error-words.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import { showToast } from '../../../lib/toasts.ts';
import type { JobRow, JobSource } from '../job-source.ts';
import { patchJob } from './patch-job.ts';

interface Change {
  job: JobRow;
  enabled: boolean;
}

/** Enables and disables: shown at once, taken back if it is refused, and settled by the answer. */
export function useSwitchJob(source: JobSource): (job: JobRow, enabled: boolean) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: ({ job, enabled }: Change) => source.setEnabled(job.id, enabled),
    onMutate: ({ job, enabled }) => {
      // What is on its way is older than this. It is given up at once, and nobody waits for that.
      void client.cancelQueries({ queryKey: ['jobs'] });
      return patchJob(client, job.id, (known) => ({
        ...known,
        enabled,
        nextRunAt: enabled ? known.nextRunAt : null,
      }));
    },
    onError: (error, { job }, undo) => {
      undo?.();
      showToast(words.done.failed(job.name, errorWords(error)), { kind: 'failed' });
    },
    onSuccess: ({ effects, ...changed }, { job, enabled }) => {
      patchJob(client, job.id, (known) => ({ ...known, ...changed }));
      if (enabled) showToast(words.done.enabled(job.name));
      else
        showToast(words.done.disabled(job.name, effects.canceledRuns), {
          action: { label: words.done.enableAgain, run: () => mutate({ job, enabled: true }) },
        });
    },
    onSettled: () => void refreshCounts(client),
  });
  return useCallback((job, enabled) => mutate({ job, enabled }), [mutate]);
}

const refreshCounts = (client: QueryClient) => client.invalidateQueries({ queryKey: queryKeys.jobs.counts });
