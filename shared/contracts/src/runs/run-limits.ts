/** Length of what a run keeps of an answer, an error or a log entry; the rest is cut. */
export const EXCERPT_LIMIT = 4_096;

/** Days that ended runs are kept, unless the setting RUN_RETENTION_DAYS says otherwise. */
export const DEFAULT_RETENTION_DAYS = 90;
