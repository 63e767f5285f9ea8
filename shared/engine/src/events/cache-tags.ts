import type { Redis } from 'ioredis';
import type { Id } from '../database/documents.ts';

/** Nothing that was read is held for longer, in any process or in Redis: ms from before it was read. */
export const MAX_AGE_MS = 5_000;

/** What can be told to have changed: an account with its logins and keys, the jobs of an owner, one job. */
export const accountTag = (userId: string): string => `user:${userId}`;
export const ownerTag = (ownerId: string): string => `owner:${ownerId}`;
export const jobTag = (jobId: string): string => `job:${jobId}`;

/** All keys of one call share a slot of a Redis cluster. */
export const versionStampKey = (name: string): string => `{punctual}:gen:${name}`;

/** The names of what a change of a job has touched. */
export const tagsForJob = ({ _id, ownerId }: { _id: Id; ownerId: Id }): string[] => [
  jobTag(_id.toHexString()),
  ownerTag(ownerId.toHexString()),
];

/**
 * Ends the generations of these names: what was read under them counts for nothing from here on, in any process.
 * One command, however many there are.
 */
export const dropVersionStamps = (redis: Redis, names: string[]): Promise<number> =>
  redis.del(names.map(versionStampKey));
