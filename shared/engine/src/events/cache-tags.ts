import type { Redis } from 'ioredis';
import type { Id } from '../database/documents.ts';

/** Nothing that was read is held for longer, in any process or in Redis: ms from before it was read. */
export const HELD_MS = 5_000;

/** What can be told to have changed: an account with its logins and keys, the jobs of an owner, one job. */
export const accountName = (userId: string): string => `user:${userId}`;
export const listsName = (ownerId: string): string => `owner:${ownerId}`;
export const jobName = (jobId: string): string => `job:${jobId}`;

/** All keys of one call share a slot of a Redis cluster. */
export const generationKey = (name: string): string => `{punctual}:gen:${name}`;

/** The names of what a change of a job has touched. */
export const namesOfJob = ({ _id, ownerId }: { _id: Id; ownerId: Id }): string[] => [
  jobName(_id.toHexString()),
  listsName(ownerId.toHexString()),
];

/**
 * Ends the generations of these names: what was read under them counts for nothing from here on, in any process.
 * One command, however many there are.
 */
export const dropGenerations = (redis: Redis, names: string[]): Promise<number> =>
  redis.del(names.map(generationKey));
