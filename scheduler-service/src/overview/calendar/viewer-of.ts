import { hasScope } from '../../http/access.ts';
import type { Caller } from '../../http/caller.ts';
import type { Viewer } from './planned-jobs.ts';

/** Describes a caller as one who looks at plans: an API key sees them where it may read jobs. */
export const viewerOf = (caller: Caller): Viewer => ({
  user: caller.userId.toHexString(),
  seesPlans: hasScope(caller, 'jobs:read'),
});
