import type { Whose } from '@punctual/engine/database/job-store';
import type { Caller } from './caller.ts';

/** Limits a query to the caller's own data: every route but those of administrators. */
export const ownedBy = ({ userId }: Caller): Whose => ({ ownerId: userId });

/** Reaches the data of all users, for the routes of administrators. */
export const ALL_OWNERS: Whose = {};
