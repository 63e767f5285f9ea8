import { ApiError } from '@punctual/contracts/api/client';
import { QueryClient } from '@tanstack/react-query';

const RETRIES = 2;
const FRESH_MS = 1_000;

/** Only what may pass by itself is worth another try: nobody answered, or the server stumbled. */
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
