/** Permissions of an API key. */
export const SCOPES = ['jobs:read', 'jobs:write', 'runs:read', 'runs:write'] as const;
export type Scope = (typeof SCOPES)[number];

export const DEFAULT_RATE_PER_SECOND = 10;
export const MAX_RATE_PER_SECOND = 1_000;
export const SERVICE_NAME_LIMIT = 100;
/** The newest calls of a key that are remembered. */
export const REMEMBERED_CALLS = 20;
/** A key that is replaced goes on working for so long at most, and as a rule. */
export const MAX_OVERLAP_HOURS = 168;
export const DEFAULT_OVERLAP_HOURS = 24;
/** Keys of an account that are in force. */
export const MAX_API_KEYS = 100;
