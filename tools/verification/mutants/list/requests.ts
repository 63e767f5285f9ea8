import type { Mutant } from '../mutant.ts';

const KEPT = { test: 'scheduler-service/test/kept-as-sent.test.ts' };
const FAILED = {
  test: 'scheduler-service/test/failed-requests.test.ts',
  title: 'leaves its key to a corrected one: %s',
};

const EDITS = { test: 'scheduler-service/test/editing-jobs.test.ts' };

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
    file: 'scheduler-service/src/http/json-body.ts',
    from: 'if (UNSAFE_KEYS.has(key)) return',
    to: 'if (UNSAFE_KEYS.has(key) && path.length < 0) return',
    test: 'scheduler-service/test/security/inside.test.ts',
    title: 'is refused where any other key is kept: %s',
  },
  {
    out: 'a key that the database driver takes for a type is refused',
    file: 'scheduler-service/src/http/json-body.ts',
    from: "'prototype', '_bsontype'",
    to: "'prototype'",
    ...KEPT,
    title: 'refused at its place: %s',
  },
  {
    out: 'numbers that would change are refused',
    file: 'scheduler-service/src/http/json-body.ts',
    from: 'findInexact(sent.get(request)) ?? ',
    to: '',
    ...KEPT,
    title: 'whatever is taken is answered as it was sent',
  },
  {
    out: 'texts that would change are refused',
    file: 'scheduler-service/src/http/json-body.ts',
    from: 'HALF.test(value) ?',
    to: "value === '' && HALF.test(value) ?",
    ...KEPT,
    title: 'refused at its place: %s',
  },
  {
    out: 'a request that failed leaves its key to another one',
    file: 'scheduler-service/src/http/idempotency-store.ts',
    from: 'answer || found.heldUntil > now',
    to: 'answer || found.heldUntil',
    ...FAILED,
  },
  {
    out: 'a request that was answered with 503, and goes on, leaves its key',
    file: 'scheduler-service/src/http/idempotency.ts',
    from: 'if (call.response.writableEnded)',
    to: 'if (call.response.destroyed)',
    ...FAILED,
  },
  {
    out: 'a field that only the server sets cannot be changed',
    file: 'scheduler-service/src/jobs/read-only-fields.ts',
    from: 'if (refused.length > 0) throw',
    to: 'if (refused.length < 0) throw',
    ...EDITS,
    title: 'with %s, which only the server sets, changed is refused there: nothing is changed',
  },
  {
    out: 'an edit without a difference leaves no revision',
    file: 'shared/engine/src/jobs/job-edits.ts',
    from: 'Object.keys(settings).length === 0) return',
    to: 'Object.keys(settings).length < 0) return',
    ...EDITS,
    title: 'of everything as it is makes no revision, and refreshes no run',
  },
  {
    out: 'a job that was edited since is not changed under an If-Match of before',
    file: 'scheduler-service/src/http/etag.ts',
    from: '.some((tag) => isRevision(tag, job.revision))) return;',
    to: '.length > 0) return;',
    ...EDITS,
    title: 'of before another edit is a 412, and changes nothing',
  },
];
