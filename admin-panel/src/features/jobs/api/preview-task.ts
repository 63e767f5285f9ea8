import { call } from '@punctual/contracts/api/client';
import type { Answer, Sending } from '@punctual/contracts/api/endpoint';
import type { previewTask } from '@punctual/contracts/api/tasks-contract';
import { SECOND_MS } from '@punctual/contracts/time';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

export type TaskPreview = Answer<typeof previewTask>;
export type TaskQuestion = Sending<typeof previewTask>['body'];

const FRESH_MS = 30 * SECOND_MS;

/** Queries for a task that is being written, as its next run would send it; null: there is nothing to fill in yet. */
export const taskPreviewQuery = (question: TaskQuestion | null) =>
  queryOptions({
    queryKey: queryKeys.taskPreview(question),
    queryFn: ({ signal }) =>
      question === null
        ? null
        : call<typeof previewTask>(apiFetch, 'POST /users/tasks/preview', { body: question }, { signal }),
    enabled: question !== null,
    staleTime: FRESH_MS,
    retry: false,
  });
