/** Length of what a run keeps of an answer, an error or a log entry; the rest is cut. */
export const EXCERPT_LIMIT = 4_096;
