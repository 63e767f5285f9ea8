/** Everything that is recorded. Endpoints name theirs in their contracts; the last two come from wherever they happen. */
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
