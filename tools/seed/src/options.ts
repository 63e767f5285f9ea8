import { parseArgs } from 'node:util';

export interface SeedOptions {
  users: number;
  jobs: number;
  /** Number from which people, jobs and runs are derived: the same one makes the same, and makes nothing twice. */
  seed: number;
  force: boolean;
}

export const USAGE = `Usage: npm run seed -- [--users 10] [--jobs 200] [--seed 1] [--force]
Writes people, jobs and their past runs to look around with, straight into the database of a Punctual that runs
on this machine. Of another one: MONGODB_URI=… npm run seed. Sown again with the same seed, nothing is doubled.`;

const MOST_USERS = 10_000;
const MOST_JOBS = 1_000_000;
const MOST_SEED = 2 ** 31;

/** @throws Error that says what to type */
export function readOptions(args: string[]): SeedOptions {
  const { values } = parseArgs({
    args,
    options: {
      users: { type: 'string', default: '10' },
      jobs: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      force: { type: 'boolean', default: false },
    },
  });
  return {
    users: whole('--users', values.users, MOST_USERS),
    jobs: whole('--jobs', values.jobs, MOST_JOBS),
    seed: whole('--seed', values.seed, MOST_SEED),
    force: values.force,
  };
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new Error(`${name} must be a whole number from 1 to ${most.toLocaleString('en')}.`);
}
