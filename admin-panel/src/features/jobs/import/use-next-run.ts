import { call } from '@punctual/contracts/api/client';
import type { previewSchedule } from '@punctual/contracts/api/schedules-contract';
import { SECOND_MS } from '@punctual/contracts/time';
import { useQuery } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

import { useSettled } from '../../../lib/use-settled.ts';

const REST_MS = 250;
const FRESH_MS = 30 * SECOND_MS;

/** Words and next run of an expression: asked once however many lines have it, and after a rest in typing. */
export function useNextRun(expression: string, timezone: string) {
  const question = { schedule: { kind: 'cron', expression, timezone } as const, count: 1 };
  const asked = useSettled(question, REST_MS);
  return useQuery({
    queryKey: queryKeys.preview(asked),
    queryFn: ({ signal }) =>
      call<typeof previewSchedule>(apiFetch, 'POST /schedules/preview', { body: asked }, { signal }),
    staleTime: FRESH_MS,
  });
}
