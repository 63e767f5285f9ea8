import type { WatchdogPart } from '@punctual/contracts/api/health-contract';
import type { Role } from '@punctual/contracts/users/user';
import { Schema } from 'mongoose';
import {
  boolean,
  date,
  defineCollection,
  list,
  nullable,
  number,
  optional,
  text,
} from '../define-collection.ts';
import type { Id } from './id.ts';

/** A process that is alive, by a name that no other start of it had. */
export interface ProcessDocument {
  _id: string;
  service: string;
  roles: string[];
  host: string;
  pid: number;
  startedAt: Date;
  beatAt: Date;
  /** The number of runs it works on. */
  running: number;
  /** The version of the product; processes of an older one write none. */
  version?: string;
  /** The parts that it needs, as it finds them; processes of the release before write none. */
  parts?: ProcessParts;
  /** By how much its own clock is ahead of that of the database, ms; processes of the release before write none. */
  clockOffMs?: number;
  expiresAt: Date;
}

/** The parts that a process needs, as it finds them. */
export interface ProcessParts {
  /** Since when Redis does not answer it, or takes no writes; null while all is well. */
  redis: { state: 'up' | 'degraded' | 'down'; since: Date | null };
  mail: MailServerStanding;
}

/** The mail server, as the messages of a process found it since its start. */
export interface MailServerStanding {
  /** The last time at which it answered as a mail server does, whatever it said of the message. */
  lastSuccessAt: Date | null;
  lastErrorAt: Date | null;
  /** The last error, in a sentence without addresses of the network. */
  error: string | null;
  /** The first error after the last success; null after a success. */
  failingSince: Date | null;
}

export const processes = defineCollection<ProcessDocument>('processes', {
  _id: text,
  service: text,
  roles: list(String),
  host: text,
  pid: number,
  startedAt: date,
  beatAt: date,
  running: number,
  version: optional(String),
  parts: optional(Schema.Types.Mixed),
  clockOffMs: optional(Number),
  expiresAt: date,
});

/** A time in which no watcher looked at the due jobs. */
export interface OutageDocument {
  _id: Id;
  from: Date;
  to: Date;
}

export const outages = defineCollection<OutageDocument>('outages', { from: date, to: date });

/** A time in which Redis did not answer, or took no writes: what was due waited in MongoDB. Watchers looked meanwhile. */
export const queueOutages = defineCollection<OutageDocument>('queueOutages', { from: date, to: date });

/** The watcher that looks after a shard of the jobs, and the time until which it does unless it renews the lease. */
export interface ShardLeaseDocument {
  _id: number;
  owner: string | null;
  until: Date;
}

export const shardLeases = defineCollection<ShardLeaseDocument>('shardLeases', {
  _id: number,
  owner: nullable(String),
  until: date,
});

/**
 * The time at which a watcher last looked at the due jobs; by the id of an owner, the time at which it last had to leave
 * schedules of theirs for its next step, because they took too long to compute, and since when it had done so.
 */
export interface WatchDocument {
  _id: string;
  at: Date;
  since?: Date;
}

export const watches = defineCollection<WatchDocument>('watches', {
  _id: text,
  at: date,
  since: optional(Date),
});

/** A part of the installation as the watchdog of some copy of scheduler-service found it; one document a part. */
export interface WatchdogDocument {
  _id: WatchdogPart;
  isOpen: boolean;
  /** Since when it is wrong, or was when it last was; null if that is not known. */
  since: Date | null;
  /** When a copy last found it wrong. */
  seenAt: Date;
  changedAt: Date;
  /** The change has been told; otherwise any copy may tell it from `tellBy` on. */
  told: boolean;
  tellBy: Date;
}

export const watchdog = defineCollection<WatchdogDocument>('watchdog', {
  _id: text,
  isOpen: boolean,
  since: nullable(Date),
  seenAt: date,
  changedAt: date,
  told: boolean,
  tellBy: date,
});

/** A change of what an account may. */
export interface StandingChange {
  userId: string;
  role: Role;
  disabledAt: Date | null;
}

/** Facts about the whole installation, one document each. */
export interface StateDocument {
  _id: string;
  /** `admins`: the ids of the enabled administrators; never empty once there was one. */
  ids?: string[];
  /** `admins`: the number of changes of roles and of disabled accounts. */
  version?: number;
  /** `admins`: the change that is being written to its account; the next one waits for it. */
  pending?: StandingChange | null;
  /** `redisEpoch`: the epoch of Redis in which everything that waits was last put into the queue. */
  value?: string;
}

export const state = defineCollection<StateDocument>('state', {
  _id: text,
  ids: optional([String]),
  version: optional(Number),
  pending: optional(Schema.Types.Mixed),
  value: optional(String),
});
