import { z } from 'zod';
import { ACTION_CAUSES } from '../jobs/action-causes.ts';
import { jobView } from '../jobs/job.ts';
import { ownerView } from '../users/user.ts';
import { idParams, paging } from './common.ts';
import { endpoint } from './endpoint.ts';
import { editJob } from './job-actions-contract.ts';

export const cloneJob = endpoint({
  method: 'POST',
  path: '/users/jobs/:id/clone',
  summary: 'Copy a job; the copy is disabled',
  access: 'user',
  scope: 'jobs:write',
  params: idParams,
  status: 201,
  response: jobView,
  heeds: ['Idempotency-Key'],
  audit: { action: 'job.create' },
});

/** A field that differs between a version and the one before, by its path: `schedule.expression`. */
const fieldChange = z.object({ path: z.string(), before: z.unknown(), after: z.unknown() });
export type FieldChange = z.infer<typeof fieldChange>;

const versionView = z.object({
  revision: z.number().int(),
  at: z.iso.datetime(),
  /** Null for Punctual itself, which has a cause; an administrator is called so, in place of an address. */
  by: ownerView.nullable(),
  cause: z.enum(ACTION_CAUSES).nullable(),
  action: z.enum(['create', 'edit', 'enable', 'disable', 'delete']),
  /** Against the version before; empty for the first. */
  changes: z.array(fieldChange),
});
export type VersionView = z.infer<typeof versionView>;

export const listVersions = endpoint({
  method: 'GET',
  path: '/users/jobs/:id/history',
  summary: 'The versions of a job, the newest first: who changed what, and when',
  description: 'Of a deleted job too.',
  access: 'user',
  scope: 'jobs:read',
  params: idParams,
  query: z.strictObject({ limit: paging.limit, cursor: paging.cursor }),
  status: 200,
  response: z.object({ data: z.array(versionView), page: z.null(), nextCursor: z.string().nullable() }),
});

export const revertJob = endpoint({
  method: 'POST',
  path: '/users/jobs/:id/revert',
  summary: 'Make a job as it was, by an edit like any other; it stays enabled or disabled',
  access: 'user',
  scope: 'jobs:write',
  params: idParams,
  body: z.strictObject({ revision: z.number().int().min(1) }),
  status: 200,
  response: editJob.response,
  heeds: ['If-Match'],
  audit: { action: 'job.edit', details: ['revision'] },
});
