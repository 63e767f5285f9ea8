export const OVERLAP_POLICIES = ['skip', 'queueOne', 'allow'] as const;
export const MISFIRE_POLICIES = ['fireOnce', 'skip', 'all'] as const;
export const DELIVERIES = ['at-least-once', 'at-most-once'] as const;
export const BACKOFFS = ['exponential', 'fixed'] as const;
