import type { Connection } from 'mongoose';
import { apiKeys } from './documents/api-keys.ts';
import { audit } from './documents/audit.ts';
import { idempotencyKeys } from './documents/idempotency-keys.ts';
import { jobRevisions } from './documents/job-revisions.ts';
import { jobs } from './documents/jobs.ts';
import {
  outages,
  processes,
  queueOutages,
  shardLeases,
  state,
  watchdog,
  watches,
} from './documents/processes.ts';
import { quotas } from './documents/quotas.ts';
import { runs } from './documents/runs.ts';
import { sessions } from './documents/sessions.ts';
import { loginCounters, oneTimeTokens, users } from './documents/users.ts';

/** Creates the models of all collections of the product, on one connection. */
export const createModels = (connection: Connection) => ({
  users: users(connection),
  sessions: sessions(connection),
  apiKeys: apiKeys(connection),
  oneTimeTokens: oneTimeTokens(connection),
  loginCounters: loginCounters(connection),
  idempotencyKeys: idempotencyKeys(connection),
  jobs: jobs(connection),
  runs: runs(connection),
  jobRevisions: jobRevisions(connection),
  audit: audit(connection),
  state: state(connection),
  processes: processes(connection),
  outages: outages(connection),
  queueOutages: queueOutages(connection),
  watches: watches(connection),
  shardLeases: shardLeases(connection),
  watchdog: watchdog(connection),
  quotas: quotas(connection),
});

export type Models = ReturnType<typeof createModels>;
