import { parseArgs } from 'node:util';

export interface SeedOptions {
  users: number;
  jobs: number;
  url: string;
}

export const USAGE = `Usage: npm run seed -- [--users 10] [--jobs 200] [--url http://localhost:3002]
Makes people and jobs to look around with, through the API of a running Punctual.`;

const MOST_USERS = 1_000;
const MOST_JOBS = 100_000;

/** @throws Error that says what to type */
export function readOptions(args: string[]): SeedOptions {
  const { values } = parseArgs({
    args,
    options: {
      users: { type: 'string', default: '10' },
      jobs: { type: 'string', default: '200' },
      url: { type: 'string', default: 'http://localhost:3002' },
    },
  });
  const users = whole('--users', values.users, MOST_USERS);
  return { users, jobs: whole('--jobs', values.jobs, MOST_JOBS), url: new URL(values.url).origin };
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new Error(`${name} must be a whole number from 1 to ${most}.`);
}
