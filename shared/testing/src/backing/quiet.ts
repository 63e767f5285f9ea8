import type { Log } from '@punctual/start/system/progress';

/** Tests have their own reports: what a start says on the way is not for them. */
export const quiet: Log = () => {};
