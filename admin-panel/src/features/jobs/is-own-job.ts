import { viewerId } from '../../lib/session/viewer.ts';
import type { JobRow } from './api/list-jobs.ts';

/** Tells whether a job is the viewer's own, which alone has pages to edit and to copy it. */
export const isOwnJob = (job: JobRow): boolean => !('owner' in job) || job.ownerId === viewerId();
