import type { Redis } from 'ioredis';
import type { Id } from '../database/documents.ts';

/** Longest time that an answer is held, in any process or in Redis: ms from before its data was read. */
export const MAX_AGE_MS = 5_000;

/** Tags of an account with its logins and keys, of the jobs of an owner, of one job. */
export const accountTag = (userId: string): string => `user:${userId}`;
export const ownerTag = (ownerId: string): string => `owner:${ownerId}`;
export const jobTag = (jobId: string): string => `job:${jobId}`;

/** Builds the key of a tag's version stamp. All keys of one call share a slot of a Redis cluster. */
export const versionStampKey = (name: string): string => `{punctual}:gen:${name}`;

/** Builds the tags that a change of a job touches. */
export const tagsForJob = ({ _id, ownerId }: { _id: Id; ownerId: Id }): string[] => [
  jobTag(_id.toHexString()),
  ownerTag(ownerId.toHexString()),
];

/**
 * Drops the version stamps of these tags: answers that were read under them are invalid from here on, in any
 * process. It is one command, however many there are.
 */
export const dropVersionStamps = (redis: Redis, names: string[]): Promise<number> =>
  redis.del(names.map(versionStampKey));
