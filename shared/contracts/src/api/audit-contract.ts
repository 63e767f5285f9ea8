import { z } from 'zod';
import { EMAIL_LIMIT } from '../users/user-limits.ts';
import { AUDIT_ACTIONS } from './audit-actions.ts';
import { instantInput, pageOf, paging } from './common.ts';
import { endpoint } from './endpoint.ts';

const auditEntryView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  action: z.enum(AUDIT_ACTIONS),
  /** Who did it; null where nobody had logged in. */
  actor: z.object({ id: z.string(), email: z.string() }).nullable(),
  /** What it was done to: an id, an address, a path. */
  target: z.string().nullable(),
  /** Its name today, where that is an account (its address) or a job. */
  targetName: z.string().nullable(),
  outcome: z.enum(['ok', 'refused']),
  /** Of the error, where it was refused. */
  code: z.string().nullable(),
  ip: z.string().nullable(),
  requestId: z.string(),
  /** What was asked for; in `before` what of it was so until then, where that is known. */
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntryView = z.infer<typeof auditEntryView>;

export const listAudit = endpoint({
  method: 'GET',
  path: '/admin/audit',
  summary: 'Who did what, newest first',
  description: '`actor` is the id or the address of an account; `from` ≤ time < `to`.',
  access: 'admin',
  query: z.strictObject({
    actor: z.string().max(EMAIL_LIMIT).optional(),
    action: z.enum(AUDIT_ACTIONS).optional(),
    from: instantInput.optional(),
    to: instantInput.optional(),
    limit: paging.limit,
    cursor: paging.cursor,
  }),
  status: 200,
  response: pageOf(auditEntryView),
});
