import type { Whose } from '@punctual/shared/store/job-store';
import type { Caller } from '../auth/caller.ts';

/** The caller's own things: what every route but those of administrators reaches. */
export const own = ({ userId }: Caller): Whose => ({ ownerId: userId });

/** What the routes of administrators reach. */
export const EVERYBODYS: Whose = {};
