import { z } from 'zod';
import { pageOf, paging } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What is recorded. The contracts of endpoints name theirs; the last two come from wherever they happen. */
export const AUDIT_ACTIONS = [
  'auth.login',
  'auth.register',
  'auth.password',
  'auth.verify',
  'auth.reset',
  'user.role',
  'user.switch',
  'user.sessions',
  'apiKey.create',
  'apiKey.revoke',
  'job.enable',
  'job.disable',
  'job.edit',
  'job.delete',
  'job.run',
  'job.bulk',
  'run.cancel',
  'access.denied',
  'limit.hit',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What an endpoint leaves in the audit log. */
export interface Audited {
  action: AuditAction;
  /** Fields of the body that are recorded with it: none that is secret. */
  details?: readonly string[];
  /** Only requests whose body has this field are recorded. */
  onlyWith?: string;
}

const instant = z.iso.datetime({
  offset: true,
  error: 'Give the time with its offset, for example 2027-03-28T09:00:00Z.',
});

export const auditEntryView = z.object({
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
    actor: z.string().max(254).optional(),
    action: z.enum(AUDIT_ACTIONS).optional(),
    from: instant.optional(),
    to: instant.optional(),
    limit: paging.limit,
    cursor: paging.cursor,
  }),
  status: 200,
  response: pageOf(auditEntryView),
});
