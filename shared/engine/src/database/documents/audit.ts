import type { AuditAction } from '@punctual/contracts/api/audit-actions';
import { Schema } from 'mongoose';
import { date, defineCollection, mixed, nullable, optional, text } from '../define-collection.ts';
import type { Id } from './id.ts';

/** An API key, with the name of its service, or a login. */
export interface AuditCredential {
  kind: 'apiKey' | 'login';
  id: Id;
  service: string | null;
}

/** An action of a user, done or refused. */
export interface AuditDocument {
  _id: Id;
  at: Date;
  action: AuditAction;
  /** The account; null where no user had logged in. */
  actor: Id | null;
  /** Spoke for the actor; entries of the release before have none. */
  credential?: AuditCredential | null;
  target: string | null;
  outcome: 'ok' | 'refused';
  code: string | null;
  ip: string | null;
  requestId: string;
  details: Record<string, unknown>;
  /** Names an entry that several copies report, or one reports often: it is recorded once. */
  onceKey: string | null;
  expiresAt: Date;
}

export const audit = defineCollection<AuditDocument>('audit', {
  at: date,
  action: text,
  actor: nullable(Schema.Types.ObjectId),
  credential: optional(Schema.Types.Mixed),
  target: nullable(String),
  outcome: text,
  code: nullable(String),
  ip: nullable(String),
  requestId: text,
  details: mixed,
  onceKey: nullable(String),
  expiresAt: date,
});
