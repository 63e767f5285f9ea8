import type { UserDocument } from '@punctual/engine/database/documents';
import { idAt, pick } from './chance.ts';

/** Everybody here has the same password, and it is no secret: these accounts are for looking around. */
export const SEED_PASSWORD = 'look around freely';
const ZONES = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
];
/** They have been here for 45 days. */
export const AGE_MS = 45 * 86_400_000;

export const emailOf = (seed: number, number: number): string => `seed-${seed}-${number}@example.com`;

/** The person of this number. */
export function person(seed: number, number: number, now: Date, passwordHash: string): UserDocument {
  const createdAt = new Date(now.getTime() - AGE_MS);
  return {
    _id: idAt(createdAt, seed, 'user', number),
    ...{ email: emailOf(seed, number), passwordHash, name: `Seed ${number}`, role: 'user' },
    timezone: pick(ZONES, (number % ZONES.length) / ZONES.length),
    ...{ disabledAt: null, emailVerifiedAt: createdAt, tokenVersion: 0, createdAt, updatedAt: createdAt },
  };
}
