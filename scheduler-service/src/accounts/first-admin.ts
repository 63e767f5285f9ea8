import { isDuplicateKey } from '@punctual/engine/database/driver-errors';
import type { Logger } from '@punctual/engine/platform/logger';
import type { Passwords } from './passwords/passwords.ts';
import type { UserStore } from './user-store.ts';

export interface FirstAdmin {
  email: string | undefined;
  password: string | undefined;
}

/**
 * Creates the first administrator from the settings, if there is none. There is no default password: without
 * settings there is no administrator.
 */
export async function ensureFirstAdmin(
  { email, password }: FirstAdmin,
  users: UserStore,
  passwords: Passwords,
  now: Date,
  logger: Logger,
): Promise<void> {
  if (!email || !password || (await users.hasAdmin())) return;
  const passwordHash = await passwords.hash(password);
  try {
    const profile = { name: 'Administrator', timezone: 'UTC', emailVerifiedAt: now };
    await users.create({ email, passwordHash, role: 'admin', ...profile });
    logger.info({ email }, 'The first administrator was made');
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // Another copy was first; or it is the ordinary account of a user, whose password we do not know.
    logger.warn({ email }, 'ADMIN_EMAIL has an account already: it was left as it is');
  }
}
