import type { Models } from '@punctual/engine/database/models';

/** Finds the time zone of an account. */
export type FindZone = (ownerId: string) => Promise<string>;

/** Time zones of accounts, for dates of jobs whose schedules have none. */
export const ownerZones =
  (models: Models): FindZone =>
  async (ownerId) => {
    const user = await models.users.findById(ownerId, { timezone: 1 }).lean<{ timezone: string }>();
    return user?.timezone ?? 'UTC';
  };
