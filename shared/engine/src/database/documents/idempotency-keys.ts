import { type mongo, Schema } from 'mongoose';
import { date, defineCollection, id, nullable, text } from '../define-collection.ts';
import type { Id } from './id.ts';

/** An answer as it was given. The body is its text: keys that the database has a meaning for stay as they are. */
export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** An answer as it is stored; a long body is packed by gzip. */
export type StoredAnswer = Omit<KeptAnswer, 'body'> & { body: string | Buffer | mongo.Binary };

/** A request that is carried out once, however often it is sent. */
export interface IdempotencyKeyDocument {
  /** The owner, the route and the key. */
  _id: string;
  /** The id of the document that it makes. */
  makes: Id;
  /** A hash of what was sent. */
  fingerprint: string;
  /** The request that carries it out, and the time until which no other may. */
  holder: string;
  heldUntil: Date;
  answer: StoredAnswer | null;
  expiresAt: Date;
}

export const idempotencyKeys = defineCollection<IdempotencyKeyDocument>('idempotencyKeys', {
  _id: text,
  makes: id,
  fingerprint: text,
  holder: text,
  heldUntil: date,
  answer: nullable(Schema.Types.Mixed),
  expiresAt: date,
});
