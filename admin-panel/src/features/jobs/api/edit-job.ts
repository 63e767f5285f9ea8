import { call } from '@punctual/contracts/api/client';
import type { editJob } from '@punctual/contracts/api/job-actions-contract';
import type { JobEdit } from '@punctual/contracts/jobs/job';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { showSavedJob } from './show-saved-job.ts';

interface Change {
  id: string;
  edit: JobEdit;
  /** The job is changed if it still is as it was at this revision. */
  revision: number;
}

export function useEditJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, edit, revision }: Change) =>
      call<typeof editJob>(
        apiFetch,
        'PATCH /users/jobs/:id',
        { params: { id }, body: edit },
        { headers: { 'if-match': `"${revision}"` } },
      ),
    onSuccess: (job) => showSavedJob(client, job),
  });
}
