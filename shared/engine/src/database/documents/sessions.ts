import { date, defineCollection, id, nullable, number, text } from '../define-collection.ts';
import type { Id } from './id.ts';

/**
 * A login. Its refresh tokens are numbered; only the one of the current generation counts. No token is stored: each is
 * a keyed hash of the session, its seed and its number.
 */
export interface SessionDocument {
  _id: Id;
  userId: Id;
  seed: string;
  generation: number;
  rotatedAt: Date;
  /** No use moves this end. */
  endsAt: Date;
  /** The end without use; MongoDB removes the session then. */
  expiresAt: Date;
  ip: string | null;
  userAgent: string | null;
  createdAt: Date;
}

export const sessions = defineCollection<SessionDocument>('sessions', {
  userId: id,
  seed: text,
  generation: number,
  rotatedAt: date,
  endsAt: date,
  expiresAt: date,
  ip: nullable(String),
  userAgent: nullable(String),
  createdAt: date,
});
