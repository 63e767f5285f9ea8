import { adminListJobs } from './admin-jobs-contract.ts';
import { listAudit } from './audit-contract.ts';
import { endpoint } from './endpoint.ts';
import { listJobs } from './jobs-contract.ts';
import { MAX_CSV_ROWS } from './limits.ts';
import { adminListRuns, listRuns } from './runs-contract.ts';

const csv = { method: 'GET', status: 200, contentType: 'text/csv' } as const;
const most = MAX_CSV_ROWS.toLocaleString('en');

const describeFile = (columns: string): string =>
  `The rows of the list by the same filters and in the same order, of all its pages: ${columns}. Times are UTC, ` +
  'durations in milliseconds. Written by RFC 4180, in UTF-8; a text that a spreadsheet would take for a formula ' +
  `begins with an apostrophe. One file holds at most ${most} rows: if there are more, its last line says so and ` +
  'names the `cursor` at which the next one begins. A file that breaks off ends without its last chunk.';

const JOB_COLUMNS =
  'id, name, description, tags, type, status, enabled, suspended, schedule, expression, timezone, nextRunAt, ' +
  'lastRunStatus, lastRunReason, lastRunDueAt, lastRunFinishedAt, lastRunLatenessMs, runs, completed, failed, createdAt, updatedAt';
const RUN_COLUMNS =
  'id, jobId, jobName, type, status, reason, trigger, scheduledFor, startedAt, finishedAt, latenessMs, tookMs, ' +
  'attempts, code, error';
const OWNER_COLUMNS = ', ownerId, owner';

export const exportJobs = endpoint({
  ...csv,
  path: '/users/jobs.csv',
  summary: 'Your jobs as CSV',
  description: describeFile(JOB_COLUMNS),
  access: 'user',
  scope: 'jobs:read',
  query: listJobs.query.omit({ page: true, limit: true }),
});

export const exportRuns = endpoint({
  ...csv,
  path: '/users/runs.csv',
  summary: 'Your runs as CSV',
  description: describeFile(RUN_COLUMNS),
  access: 'user',
  scope: 'runs:read',
  query: listRuns.query.omit({ limit: true }),
});

export const adminExportJobs = endpoint({
  ...csv,
  path: '/admin/jobs.csv',
  summary: 'Every user’s jobs as CSV, each with its owner',
  description: describeFile(JOB_COLUMNS + OWNER_COLUMNS),
  access: 'admin',
  query: adminListJobs.query.omit({ page: true, limit: true }),
});

export const adminExportRuns = endpoint({
  ...csv,
  path: '/admin/runs.csv',
  summary: 'Every user’s runs as CSV, each with its owner',
  description: describeFile(RUN_COLUMNS + OWNER_COLUMNS),
  access: 'admin',
  query: adminListRuns.query.omit({ limit: true }),
});

export const exportAudit = endpoint({
  ...csv,
  path: '/admin/audit.csv',
  summary: 'Who did what, as CSV',
  description: describeFile(
    'id, at, action, actorId, actor, credential, target, targetName, outcome, code, ip, requestId, details (JSON)',
  ),
  access: 'admin',
  query: listAudit.query.omit({ limit: true }),
});
