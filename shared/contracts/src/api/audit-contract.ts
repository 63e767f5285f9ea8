import { z } from 'zod';
import { EMAIL_LIMIT } from '../users/user-limits.ts';
import { AUDIT_ACTIONS } from './audit-actions.ts';
import { instantInput, pageOf, paging } from './common.ts';
import { endpoint } from './endpoint.ts';

const auditEntryView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  action: z.enum(AUDIT_ACTIONS),
  /** The user who did it; null without a login. */
  actor: z.object({ id: z.string(), email: z.string() }).nullable(),
  /** The API key that spoke for the actor, with its service, or the login; null where nothing did. */
  credential: z
    .object({ kind: z.enum(['apiKey', 'login']), id: z.string(), service: z.string().nullable() })
    .nullable(),
  /** The thing it was done to: an id, an address, a path. */
  target: z.string().nullable(),
  /** The present name of a target that is an account (its address), a job, a run (the name of its job) or an API key (its service). */
  targetName: z.string().nullable(),
  outcome: z.enum(['ok', 'refused']),
  /** The error code of a refusal. */
  code: z.string().nullable(),
  ip: z.string().nullable(),
  requestId: z.string(),
  /** The request's fields; in `before` their values until then, where they are known. */
  details: z.record(z.string(), z.unknown()),
  /** The present names of jobs, and of the jobs of runs, whose ids are in the details. */
  names: z.record(z.string(), z.string()),
});
export type AuditEntryView = z.infer<typeof auditEntryView>;

export const listAudit = endpoint({
  method: 'GET',
  path: '/admin/audit',
  summary: 'Who did what, newest first',
  description:
    '`actor` is the id or the address of an account; `kind` leaves out logins and logouts, or all else; ' +
    '`from` ≤ time < `to`.',
  access: 'admin',
  query: z.strictObject({
    actor: z.string().max(EMAIL_LIMIT).optional(),
    action: z.enum(AUDIT_ACTIONS).optional(),
    kind: z.enum(['acts', 'logins']).optional(),
    from: instantInput.optional(),
    to: instantInput.optional(),
    limit: paging.limit,
    cursor: paging.cursor,
  }),
  status: 200,
  response: pageOf(auditEntryView),
});
