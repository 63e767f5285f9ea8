const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Why a database is not to be seeded unless somebody insists: the accounts have a password that everybody knows,
 * and their jobs send email. Null if it is one to play with.
 */
export function refusalReason(uri: string, nodeEnv: string | undefined): string | null {
  if (nodeEnv === 'production') return 'NODE_ENV is "production".';
  const hosts = /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]+)/.exec(uri)?.[1]?.split(',') ?? [];
  const far = hosts.filter((host) => !LOCAL.has(host.replace(/:\d+$/, '')));
  return far.length > 0 || hosts.length === 0
    ? `The database is not on this machine: ${far.join(', ')}.`
    : null;
}
