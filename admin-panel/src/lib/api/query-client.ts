import { ApiError } from '@punctual/contracts/api/client';
import { QueryClient } from '@tanstack/react-query';

const RETRIES = 2;
const FRESH_MS = 1_000;

/** Tells whether another try makes sense: the server did not answer, or failed by itself. */
const mayPass = (error: unknown): boolean => !(error instanceof ApiError) || error.status >= 500;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      retry: (count, error) => count < RETRIES && mayPass(error),
      // Whether the server can be reached is seen by asking it, not by what the browser thinks.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
