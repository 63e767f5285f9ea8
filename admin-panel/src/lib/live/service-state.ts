import { call } from '@punctual/contracts/api/client';
import type { ServiceState, serviceState } from '@punctual/contracts/api/service-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../api/api-fetch.ts';
import { queryKeys } from '../api/query-keys.ts';
import { usePolledQuery } from './polled-query.ts';

/** Users are told of a part that does not work within this (ms). */
const LOOK_AGAIN_MS = 15_000;

const serviceStateQuery = queryOptions({
  queryKey: queryKeys.system.state,
  queryFn: ({ signal }) => call<typeof serviceState>(apiFetch, 'GET /users/service-state', {}, { signal }),
  staleTime: LOOK_AGAIN_MS / 2,
});

const ALL_WELL: ServiceState = { notices: [], mailCaughtAt: null };

/** Follows what of the service does not work, and where mail is caught; nothing of both until it is known. */
export const useServiceState = (): ServiceState =>
  usePolledQuery(serviceStateQuery, LOOK_AGAIN_MS).data ?? ALL_WELL;
