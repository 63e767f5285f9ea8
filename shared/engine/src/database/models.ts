import { type Connection, type Model, Schema, type SchemaDefinition } from 'mongoose';
import type {
  ApiKeyDocument,
  AttemptsDocument,
  AuditDocument,
  IdempotencyKeyDocument,
  JobDocument,
  OneTimeTokenDocument,
  OutageDocument,
  ProcessDocument,
  RevisionDocument,
  RunDocument,
  SessionDocument,
  ShardLeaseDocument,
  StateDocument,
  UserDocument,
  WatchDocument,
} from './documents.ts';

const text = { type: String, required: true };
const when = { type: Date, required: true };
const maybe = <T>(type: T) => ({ type, default: null });
const mixed = { type: Schema.Types.Mixed, required: true };
const id = { type: Schema.Types.ObjectId, required: true };
const whole = { type: Number, required: true };
const yesNo = { type: Boolean, required: true };

const user: SchemaDefinition = {
  email: text,
  passwordHash: text,
  name: maybe(String),
  role: text,
  timezone: text,
  disabledAt: maybe(Date),
  emailVerifiedAt: maybe(Date),
  tokenVersion: whole,
};

const session: SchemaDefinition = {
  userId: id,
  seed: text,
  generation: whole,
  rotatedAt: when,
  endsAt: when,
  expiresAt: when,
  ip: maybe(String),
  userAgent: maybe(String),
  createdAt: when,
};

const apiKey: SchemaDefinition = {
  ownerId: id,
  service: text,
  prefix: text,
  hash: text,
  scopes: [String],
  ratePerSecond: whole,
  lastUsedAt: maybe(Date),
  revokedAt: maybe(Date),
  createdAt: when,
};

const oneTimeToken: SchemaDefinition = {
  userId: id,
  purpose: text,
  hash: text,
  expiresAt: when,
};

const attempts: SchemaDefinition = { _id: text, count: whole, until: when, expiresAt: when };

const idempotencyKey: SchemaDefinition = {
  _id: text,
  makes: id,
  fingerprint: text,
  holder: text,
  heldUntil: when,
  answer: maybe(Schema.Types.Mixed),
  expiresAt: when,
};

const job: SchemaDefinition = {
  ownerId: id,
  name: text,
  description: maybe(String),
  tags: [String],
  task: mixed,
  schedule: mixed,
  retry: mixed,
  timeoutMs: whole,
  overlap: text,
  misfire: text,
  catchUpWindowMs: whole,
  delivery: text,
  enabled: yesNo,
  ownerDisabled: yesNo,
  deletedAt: maybe(Date),
  nextOccurrence: maybe(Date),
  nextRunAt: maybe(Date),
  revision: whole,
  scheduleRevision: whole,
  stateVersion: whole,
  shard: whole,
  status: text,
  paused: yesNo,
  active: maybe(Schema.Types.Mixed),
  queuedRunId: maybe(Schema.Types.ObjectId),
  lastRun: maybe(Schema.Types.Mixed),
  counts: mixed,
  countsDirty: yesNo,
  // Not mongoose's timestamps: those are of this machine's clock.
  createdAt: when,
  updatedAt: when,
};

const run: SchemaDefinition = {
  runKey: text,
  jobId: id,
  ownerId: id,
  trigger: text,
  scheduledFor: when,
  dueAt: when,
  scheduleRevision: whole,
  revision: whole,
  snapshot: mixed,
  status: text,
  reason: maybe(String),
  blockedBy: maybe(Schema.Types.ObjectId),
  missed: maybe(Number),
  attempt: whole,
  attempts: { type: [Schema.Types.Mixed], default: [] },
  crashCount: whole,
  nextAttemptAt: when,
  dispatchAfter: maybe(Date),
  dispatches: whole,
  fence: whole,
  owner: maybe(String),
  startToken: maybe(String),
  leaseUntil: maybe(Date),
  effectAt: maybe(Date),
  cancelRequested: maybe(String),
  after: maybe(String),
  alone: yesNo,
  aloneCrashes: whole,
  queuedAt: maybe(Date),
  attemptStartedAt: maybe(Date),
  startedAt: maybe(Date),
  finishedAt: maybe(Date),
  lateness: maybe(Number),
  settled: yesNo,
  rerunOf: maybe(Schema.Types.ObjectId),
  expiresAt: maybe(Date),
};

const jobRevision: SchemaDefinition = {
  jobId: id,
  revision: whole,
  scheduleRevision: whole,
  at: when,
  by: id,
  action: text,
  settings: mixed,
};

const audit: SchemaDefinition = {
  at: when,
  action: text,
  actor: maybe(Schema.Types.ObjectId),
  target: maybe(String),
  outcome: text,
  code: maybe(String),
  ip: maybe(String),
  requestId: text,
  details: mixed,
  onceKey: maybe(String),
  expiresAt: when,
};

const process: SchemaDefinition = {
  _id: text,
  service: text,
  roles: [String],
  host: text,
  pid: whole,
  startedAt: when,
  beatAt: when,
  running: whole,
  version: String,
  expiresAt: when,
};

/** The collections of the product, on one connection. */
export interface Models {
  users: Model<UserDocument>;
  sessions: Model<SessionDocument>;
  apiKeys: Model<ApiKeyDocument>;
  oneTimeTokens: Model<OneTimeTokenDocument>;
  loginCounters: Model<AttemptsDocument>;
  idempotencyKeys: Model<IdempotencyKeyDocument>;
  jobs: Model<JobDocument>;
  runs: Model<RunDocument>;
  jobRevisions: Model<RevisionDocument>;
  audit: Model<AuditDocument>;
  state: Model<StateDocument>;
  processes: Model<ProcessDocument>;
  outages: Model<OutageDocument>;
  watches: Model<WatchDocument>;
  shardLeases: Model<ShardLeaseDocument>;
}

/** Fields that are unknown are refused, and empty objects are kept: what was sent is what is stored. */
const options = { strict: 'throw', minimize: false, versionKey: false } as const;
const timestamps = { ...options, timestamps: true } as const;

const define = <T>(connection: Connection, name: string, schema: Schema): Model<T> =>
  connection.model<T>(name, schema as unknown as Schema<T>, name);

export function createModels(connection: Connection): Models {
  return {
    users: define(connection, 'users', new Schema(user, timestamps)),
    sessions: define(connection, 'sessions', new Schema(session, options)),
    apiKeys: define(connection, 'apiKeys', new Schema(apiKey, options)),
    oneTimeTokens: define(connection, 'oneTimeTokens', new Schema(oneTimeToken, options)),
    loginCounters: define(connection, 'loginCounters', new Schema(attempts, options)),
    idempotencyKeys: define(connection, 'idempotencyKeys', new Schema(idempotencyKey, options)),
    jobs: define(connection, 'jobs', new Schema(job, options)),
    runs: define(connection, 'runs', new Schema(run, options)),
    jobRevisions: define(connection, 'jobRevisions', new Schema(jobRevision, options)),
    audit: define(connection, 'audit', new Schema(audit, options)),
    state: define(
      connection,
      'state',
      new Schema({ _id: text, ids: { type: [String], default: undefined }, value: String }, options),
    ),
    processes: define(connection, 'processes', new Schema(process, options)),
    outages: define(connection, 'outages', new Schema({ from: when, to: when }, options)),
    watches: define(connection, 'watches', new Schema({ _id: text, at: when }, options)),
    shardLeases: define(
      connection,
      'shardLeases',
      new Schema({ _id: whole, owner: maybe(String), until: when }, options),
    ),
  };
}
