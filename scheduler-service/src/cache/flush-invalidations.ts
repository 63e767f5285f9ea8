import type { Around } from '../http/router.ts';

/** Answers a change when every copy has heard of it: a client that has the answer is shown nothing older, by any copy. */
export const flushInvalidations =
  (flushed: () => Promise<void>): Around =>
  ({ method }) => {
    if (method === 'GET') return null;
    return async (_call, next) => {
      const outcome = await next();
      await flushed();
      return outcome;
    };
  };
