import { login, register } from '@punctual/shared/api/auth-contract';
import { ApiError, call, type Fetch } from '@punctual/shared/api/client';

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
const TAKEN = 409;

export interface Person {
  email: string;
  timezone: string;
  token: string;
}

/** The person of this number: made, or logged in if an earlier seeding made it. */
export async function person(fetch: Fetch, number: number): Promise<Person> {
  const email = `seed-${number}@example.com`;
  const timezone = ZONES[number % ZONES.length] ?? 'UTC';
  const body = { email, password: SEED_PASSWORD, name: `Seed ${number}`, timezone };
  try {
    const { accessToken } = await call(fetch, register, { body });
    return { email, timezone, token: accessToken };
  } catch (error) {
    if (!(error instanceof ApiError && error.status === TAKEN)) throw error;
    const { accessToken } = await call(fetch, login, { body: { email, password: SEED_PASSWORD } });
    return { email, timezone, token: accessToken };
  }
}
