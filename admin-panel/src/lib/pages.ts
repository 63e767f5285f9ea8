import type { Scope } from './api/source.ts';

/** The addresses of lists of jobs and of runs: the user's own, and for administrators those of all owners. */
export const JOB_PAGES = { own: '/jobs', all: '/admin/jobs' } as const satisfies Record<Scope, string>;
export const RUN_PAGES = { own: '/runs', all: '/admin/runs' } as const satisfies Record<Scope, string>;
