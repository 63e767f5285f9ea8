/** Everything that is recorded. Endpoints name theirs in their contracts; the last two come from wherever they happen. */
export const AUDIT_ACTIONS = [
  'auth.login',
  'auth.secondStep',
  'auth.oidc',
  'auth.logout',
  'auth.endSession',
  'auth.register',
  'auth.password',
  'auth.verify',
  'auth.reset',
  'auth.factorOn',
  'auth.factorOff',
  'auth.recoveryCodes',
  'user.role',
  'user.switch',
  'user.sessions',
  'user.factor',
  'apiKey.create',
  'apiKey.rotate',
  'apiKey.revoke',
  'job.create',
  'job.import',
  'job.enable',
  'job.disable',
  'job.edit',
  'job.delete',
  'job.run',
  'job.bulk',
  'run.again',
  'run.cancel',
  'access.denied',
  'limit.hit',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** The acts of logging in and out: most of what is recorded, and seldom what is looked for. */
export const LOGIN_ACTIONS = [
  'auth.login',
  'auth.secondStep',
  'auth.oidc',
  'auth.logout',
  'auth.endSession',
] as const satisfies readonly AuditAction[];
