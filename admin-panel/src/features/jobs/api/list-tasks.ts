import { call } from '@punctual/contracts/api/client';
import type { listTasks } from '@punctual/contracts/api/tasks-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

/** Queries for the kinds of task and their fields; they change only with the server. */
export const tasksQuery = queryOptions({
  queryKey: queryKeys.tasks,
  queryFn: ({ signal }) => call<typeof listTasks>(apiFetch, 'GET /tasks', {}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  select: ({ data }) => data,
});
