/** Permissions of an API key. */
export const SCOPES = ['jobs:read', 'jobs:write', 'runs:read', 'runs:write'] as const;
export type Scope = (typeof SCOPES)[number];

export const DEFAULT_RATE_PER_SECOND = 10;
export const MAX_RATE_PER_SECOND = 1_000;
export const SERVICE_NAME_LIMIT = 100;
/** Keys of an account that are in force. */
export const MAX_API_KEYS = 100;
