import type { adminDisableJob, adminEnableJob } from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import type { ChangedJob, disableJob, enableJob } from '@punctual/contracts/api/job-actions-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { Scope } from '../../../lib/api/source.ts';
import { invalidateJobs } from './invalidate-jobs.ts';
import type { JobRow } from './list-jobs.ts';
import { patchJob } from './patch-job.ts';

const ENABLE = { own: 'PATCH /users/jobs/:id/enable', all: 'PATCH /admin/jobs/:id/enable' } as const;
const DISABLE = { own: 'PATCH /users/jobs/:id/disable', all: 'PATCH /admin/jobs/:id/disable' } as const;

type Switch = typeof enableJob | typeof adminEnableJob | typeof disableJob | typeof adminDisableJob;

export interface SwitchOrder {
  job: JobRow;
  enabled: boolean;
  /** Takes back what was done a moment ago. */
  isUndo?: true;
}

const send = (scope: Scope, { job: { id }, enabled }: SwitchOrder): Promise<ChangedJob> =>
  call<Switch>(apiFetch, (enabled ? ENABLE : DISABLE)[scope], { params: { id } });

/** Enables and disables a job of the page that asked first; what is shown is asked for again. */
export function useSwitchOneJob(scope: Scope, onSwitched: (order: SwitchOrder) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (order: SwitchOrder) => send(scope, order),
    onSuccess: (_, order) => {
      onSwitched(order);
      return invalidateJobs(client, scope);
    },
  });
}

interface Reactions {
  onSwitched: (order: SwitchOrder, changed: ChangedJob) => void;
  onRefused: (order: SwitchOrder, error: Error) => void;
}

/** Enables and disables jobs of a list: shown at once, taken back if refused, and corrected by the answer. */
export function useSwitchJob(scope: Scope, { onSwitched, onRefused }: Reactions) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (order: SwitchOrder) => send(scope, order),
    onMutate: ({ job, enabled }) => {
      // Answers on their way are older than this. They are given up, which needs no waiting.
      void client.cancelQueries({ queryKey: queryKeys.jobs.all });
      return patchJob(client, job.id, (known) => ({
        ...known,
        enabled,
        nextRunAt: enabled ? known.nextRunAt : null,
      }));
    },
    onError: (error, order, undo) => {
      undo?.();
      onRefused(order, error);
    },
    onSuccess: (answer, order) => {
      const { effects: _, ...changed } = answer;
      patchJob(client, order.job.id, (known) => ({ ...known, ...changed }));
      onSwitched(order, answer);
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: queryKeys.jobs.counts });
    },
  });
}
