import { randomBytes } from 'node:crypto';
import { HOUR_MS } from '@punctual/contracts/time';
import type { SessionDocument, UserDocument } from '@punctual/engine/database/documents';
import { DUMMY_HASH } from '@punctual/scheduler-service/accounts/passwords/passwords';
import { AccessTokens } from '@punctual/scheduler-service/auth/access-tokens';
import { Types } from 'mongoose';
import type { Site } from '../support/measuring/site.ts';

/** Somebody who is logged in, and the jobs that he is known to have. */
export interface Customer {
  token: string;
  jobIds: string[];
}

/** Written beside the API: a limit on registrations and logins would make it a test of those. */
export async function openCustomers({ models, secret }: Site, count: number): Promise<Customer[]> {
  const now = new Date();
  const tokens = new AccessTokens([secret]);
  const people = Array.from({ length: count }, (_, number) => personOf(number, now));
  await models.users.insertMany(people.map(({ user }) => user));
  await models.sessions.insertMany(people.map(({ session }) => session));
  return people.map(({ user, session }) => ({ token: tokens.issue(user, session, now), jobIds: [] }));
}

function personOf(number: number, now: Date): { user: UserDocument; session: SessionDocument } {
  const _id = new Types.ObjectId();
  const endsAt = new Date(now.getTime() + HOUR_MS);
  const email = `load-${number}-${randomBytes(4).toString('hex')}@example.com`;
  return {
    user: {
      ...{ _id, email, passwordHash: DUMMY_HASH, name: null, role: 'user', timezone: 'UTC' },
      ...{ disabledAt: null, emailVerifiedAt: now, tokenVersion: 0, createdAt: now, updatedAt: now },
    },
    session: {
      ...{ _id: new Types.ObjectId(), userId: _id, seed: randomBytes(16).toString('hex'), generation: 0 },
      ...{ rotatedAt: now, endsAt, expiresAt: endsAt, ip: null, userAgent: null, createdAt: now },
    },
  };
}
