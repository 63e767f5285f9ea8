import type { Scope } from '@punctual/contracts/users/api-key-limits';
import { date, defineCollection, id, list, nullable, number, text } from '../define-collection.ts';
import type { Id } from './id.ts';

/** A key with which a service of a user identifies itself. Only a hash of it is kept. */
export interface ApiKeyDocument {
  _id: Id;
  ownerId: Id;
  service: string;
  /** The beginning of the key, by which it is found and told from others. */
  prefix: string;
  hash: string;
  scopes: Scope[];
  ratePerSecond: number;
  /** To the minute. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  /** The key ends by itself then; null, and in keys of earlier releases missing: when it is revoked. */
  expiresAt: Date | null;
  createdAt: Date;
}

export const apiKeys = defineCollection<ApiKeyDocument>('apiKeys', {
  ownerId: id,
  service: text,
  prefix: text,
  hash: text,
  scopes: list(String),
  ratePerSecond: number,
  lastUsedAt: nullable(Date),
  revokedAt: nullable(Date),
  expiresAt: nullable(Date),
  createdAt: date,
});
