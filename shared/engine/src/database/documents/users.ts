import type { Role } from '@punctual/contracts/users/user';
import {
  date,
  defineCollection,
  id,
  nullable,
  number,
  optional,
  type Timestamps,
  text,
} from '../define-collection.ts';
import type { Id } from './id.ts';

export interface UserDocument {
  _id: Id;
  email: string;
  passwordHash: string;
  name: string | null;
  role: Role;
  timezone: string;
  disabledAt: Date | null;
  /** The time at which the address was shown to be the user's; null for accounts from before this was asked. */
  emailVerifiedAt: Date | null;
  /** Part of every access token; raising it ends all of them. */
  tokenVersion: number;
  /** The number, on the roster of administrators, of the last change of `role` or `disabledAt`; none before one. */
  standing?: number;
  createdAt: Date;
  updatedAt: Date;
}

export const users = defineCollection<UserDocument, Timestamps>(
  'users',
  {
    email: text,
    passwordHash: text,
    name: nullable(String),
    role: text,
    timezone: text,
    disabledAt: nullable(Date),
    emailVerifiedAt: nullable(Date),
    tokenVersion: number,
    standing: optional(Number),
  },
  { timestamps: true },
);

/** The purpose of a mailed link. */
export type MailedPurpose = 'verify' | 'reset';

/** A link that was mailed and works once. Only a hash of its token is kept. */
export interface OneTimeTokenDocument {
  _id: Id;
  userId: Id;
  purpose: MailedPurpose;
  hash: string;
  expiresAt: Date;
}

export const oneTimeTokens = defineCollection<OneTimeTokenDocument>('oneTimeTokens', {
  userId: id,
  purpose: text,
  hash: text,
  expiresAt: date,
});

/** Counts tries of a login; the next one is refused before `until`. */
export interface LoginCounterDocument {
  _id: string;
  count: number;
  until: Date;
  /** The count begins anew then. */
  expiresAt: Date;
}

export const loginCounters = defineCollection<LoginCounterDocument>('loginCounters', {
  _id: text,
  count: number,
  until: date,
  expiresAt: date,
});
