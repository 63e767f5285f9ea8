import type { Mutant } from '../mutant.ts';

/** Requests: their bodies, and what a key may ask for. */
export const REQUESTS: Mutant[] = [
  {
    out: 'a key without runs:write runs no jobs in bulk',
    file: 'scheduler-service/src/jobs/bulk-jobs.ts',
    from: "if (action === 'run' && !hasScope(caller, 'runs:write'))",
    to: "if (action === 'run' && !hasScope(caller, 'jobs:write'))",
    test: 'scheduler-service/test/bulk.test.ts',
    title: 'are not run by a key that may only change jobs: 403, and none of them is',
  },
  {
    out: 'keys that reach a prototype are refused everywhere',
    file: 'scheduler-service/src/http/validation.ts',
    from: 'if (UNSAFE_KEYS.has(key)) return',
    to: 'if (UNSAFE_KEYS.has(key) && path.length < 0) return',
    test: 'scheduler-service/test/security/inside.test.ts',
    title: 'is refused where any other key is kept: %s',
  },
];
