import type { Mutant } from '../mutant.ts';

const SEALED = { file: 'shared/engine/src/tasks/sealed-task.ts' };
const JOBS = { test: 'scheduler-service/test/security/job-secrets.test.ts' };

/** Secrets of jobs: where they may be sent. */
export const SECRETS: Mutant[] = [
  {
    out: 'a secret that is kept stays with its origin',
    ...SEALED,
    from: 'if (kept && origin === whom.place)',
    to: 'if (kept)',
    ...JOBS,
    title: 'is not sent to another origin than it was given for, by no edit: %s',
    built: ['shared/engine'],
  },
  {
    out: 'a secret opens for no other origin than it was sealed for',
    file: 'shared/engine/src/platform/secret-cipher.ts',
    from: 'Buffer.from(form === BOUND ? `${owner} ${place}` : owner)',
    to: 'Buffer.from(form && place ? owner : owner)',
    test: 'watcher-service/src/tasks/http/resolve-secrets.test.ts',
    title: 'are sent nowhere else than to the origin that they were given for: not those of %s',
    built: ['shared/engine'],
  },
  {
    out: 'a secret of the release before is bound by the next edit',
    ...SEALED,
    from: 'box && !isBound(secret.sealed)',
    to: 'box && isBound(secret.sealed)',
    ...JOBS,
    title: 'of the release before is bound to the origin that its job calls, by the next edit of the call',
    built: ['shared/engine'],
  },
];
