import type { Language } from '@punctual/contracts/language';
import type { Role } from '@punctual/contracts/users/user';
import { Schema } from 'mongoose';
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

/** The second factor of an account: what an authenticator app knows, and codes for when it is lost. */
export interface SecondFactor {
  /** Sealed for the account. */
  secret: string;
  /** The time at which it was set up. */
  since: Date;
  /** The step of time whose code was used last: no code of this step or an earlier one is taken again. */
  lastStep: number;
  /** Hashes of the recovery codes that have not been used. */
  recoveryCodes: string[];
}

/** The identity of a user at a provider of OpenID Connect; both together name one person for good. */
export interface OidcIdentity {
  issuer: string;
  subject: string;
}

export interface UserDocument {
  _id: Id;
  email: string;
  /** Null for an account that was made by a login through a provider. */
  passwordHash: string | null;
  name: string | null;
  role: Role;
  timezone: string;
  /** The language of the page and of mails; by browser where there is none. */
  language?: Language | null;
  disabledAt: Date | null;
  /** The time at which the address was shown to be the user's; null for accounts from before this was asked. */
  emailVerifiedAt: Date | null;
  /** Part of every access token; raising it ends all of them. */
  tokenVersion: number;
  /** The number, on the roster of administrators, of the last change of `role` or `disabledAt`; none before one. */
  standing?: number;
  /** None unless it is set up. */
  secondFactor?: SecondFactor;
  /** The sealed secret of one that is not confirmed yet, and the time until which it may be. */
  newSecondFactor?: { secret: string; until: Date };
  /** None unless the user has logged in through a provider. */
  oidc?: OidcIdentity;
  createdAt: Date;
  updatedAt: Date;
}

export const users = defineCollection<UserDocument, Timestamps>(
  'users',
  {
    email: text,
    passwordHash: nullable(String),
    name: nullable(String),
    role: text,
    timezone: text,
    language: optional(Schema.Types.Mixed),
    disabledAt: nullable(Date),
    emailVerifiedAt: nullable(Date),
    tokenVersion: number,
    standing: optional(Number),
    secondFactor: optional(Schema.Types.Mixed),
    newSecondFactor: optional(Schema.Types.Mixed),
    oidc: optional(Schema.Types.Mixed),
  },
  { timestamps: true },
);

/** The purpose of a mailed link. */
export type MailedPurpose = 'verify' | 'reset';
/** The purpose of a token that works once: a mailed link, or a login that waits for its second step. */
export type TokenPurpose = MailedPurpose | 'login';

/** A token that works once. Only a hash of it is kept. */
export interface OneTimeTokenDocument {
  _id: Id;
  userId: Id;
  purpose: TokenPurpose;
  hash: string;
  expiresAt: Date;
  /** In a login, a hash of what the account's password was stored as. */
  passwordMark?: string;
}

export const oneTimeTokens = defineCollection<OneTimeTokenDocument>('oneTimeTokens', {
  userId: id,
  purpose: text,
  hash: text,
  expiresAt: date,
  passwordMark: optional(String),
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
