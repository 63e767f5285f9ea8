// The types of all stored documents. Each file of documents/ has a document and, beside it, its schema.
export type { ApiKeyDocument } from './documents/api-keys.ts';
export type { AuditCredential, AuditDocument } from './documents/audit.ts';
export type { Id } from './documents/id.ts';
export type { IdempotencyKeyDocument, KeptAnswer, StoredAnswer } from './documents/idempotency-keys.ts';
export type { JobAction, RevisionDocument, VersionSettings } from './documents/job-revisions.ts';
export type { JobDocument, JobSettings, LastRun } from './documents/jobs.ts';
export type {
  MailServerStanding,
  OutageDocument,
  ProcessDocument,
  ProcessParts,
  StandingChange,
  StateDocument,
  WatchDocument,
  WatchdogDocument,
} from './documents/processes.ts';
export type { Attempt, CancelReason, RunDocument, RunSnapshot } from './documents/runs.ts';
export type { SessionDocument } from './documents/sessions.ts';
export type {
  LoginCounterDocument,
  MailedPurpose,
  OidcIdentity,
  OneTimeTokenDocument,
  SecondFactor,
  TokenPurpose,
  UserDocument,
} from './documents/users.ts';
