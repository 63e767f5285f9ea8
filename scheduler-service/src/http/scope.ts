import type { Whose } from '@punctual/engine/database/job-store';
import type { Caller } from './caller.ts';

/** The caller's own things: what every route but those of administrators reaches. */
export const ownedBy = ({ userId }: Caller): Whose => ({ ownerId: userId });

/** What the routes of administrators reach. */
export const ALL_OWNERS: Whose = {};
