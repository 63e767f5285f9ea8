import { adminListUsers } from '@punctual/contracts/api/account-contract';
import { changeUser, setRole } from '@punctual/contracts/api/admin-contract';
import { createApiKey } from '@punctual/contracts/api/api-keys-contract';
import { call, type Fetch } from '@punctual/contracts/api/client';
import { cancelRun, editJob, runJob } from '@punctual/contracts/api/job-actions-contract';
import { createJob, listJobRuns } from '@punctual/contracts/api/jobs-contract';
import type { RunStatus } from '@punctual/contracts/runs/run-status';
import type { Page } from 'playwright-core';
import { vi } from 'vitest';
import { clientOf, newClient, PASSWORD } from '../api-clients.ts';
import { type DueInOutages, seedPeople } from './past.ts';
import type { Who } from './people.ts';
import { logIn, SEEN_MS } from './people.ts';
import { ADMIN, type Punctual } from './punctual.ts';
import { type ShowcaseJob, showcaseJobs } from './showcase-jobs.ts';

const ANA = { email: 'ana@example.com', password: PASSWORD };
/** Somebody without a job. */
const NEWCOMER = { email: 'new@example.com', password: PASSWORD };

const LOGINS = { newcomer: NEWCOMER, ana: ANA, admin: ADMIN };

/** Logs in by the form, as whoever is to see the pages. */
export async function enterAs(who: Who, page: Page, url: string): Promise<void> {
  if (who === 'nobody') return;
  await page.goto(`${url}/login`);
  await logIn(page, LOGINS[who]);
  await page.waitForURL(({ pathname }) => pathname !== '/login');
}

export interface Showcase {
  /** Ids of Ana's jobs. */
  jobs: Record<ShowcaseJob, string>;
  /** Ids of her runs, the newest of each status. */
  runs: Record<RunStatus, string>;
  outages: DueInOutages;
}

/** A Punctual that has been used for weeks: five people, jobs and runs in every state, acts of an administrator. */
export async function makeShowcase(punctual: Punctual, target: string): Promise<Showcase> {
  await newClient(punctual.url, NEWCOMER.email, 'Europe/Paris');
  const outages = await seedPeople(punctual.mongodbUri, NEWCOMER.email);
  const ana = await clientOf(punctual.url, ANA);
  const jobs = await makeJobs(ana, target);
  const runs = await makeRuns(ana, jobs);
  await editWeekly(ana, jobs.weekly);
  await call(ana, createApiKey, { body: { service: 'Billing' } });
  await call(ana, createApiKey, { body: { service: 'Dashboard', scopes: ['jobs:read', 'runs:read'] } });
  await administrate(await clientOf(punctual.url, ADMIN));
  return { jobs, runs, outages };
}

async function makeJobs(ana: Fetch, target: string): Promise<Showcase['jobs']> {
  const ids: [string, string][] = [];
  for (const [key, body] of Object.entries(showcaseJobs(target)))
    ids.push([key, (await call(ana, createJob, { body })).id]);
  return Object.fromEntries(ids) as Showcase['jobs'];
}

async function makeRuns(ana: Fetch, jobs: Showcase['jobs']): Promise<Showcase['runs']> {
  const run = (id: string) => call(ana, runJob, { params: { id } });
  await run(jobs.weekly);
  for (let count = 0; count < 3; count += 1) await ended(ana, (await run(jobs.healthy)).id, jobs.healthy);
  await run(jobs.failing);
  await run(jobs.running);
  const RUNNING = await runWith(ana, jobs.running, 'RUNNING');
  await run(jobs.running);
  await run(jobs.waiting);
  await run(jobs.canceled);
  const [PENDING, called] = [await tried(ana, jobs.waiting), await tried(ana, jobs.canceled)];
  await call(ana, cancelRun, { params: { id: called } });
  const [COMPLETED, FAILED, SKIPPED] = [
    await runWith(ana, jobs.healthy, 'COMPLETED'),
    await runWith(ana, jobs.failing, 'FAILED'),
    await runWith(ana, jobs.running, 'SKIPPED'),
  ];
  return { RUNNING, PENDING, CANCELED: called, COMPLETED, FAILED, SKIPPED };
}

/** Asks until there is an answer; in hooks too, where `expect.poll` is not to be had. */
const seen = <T>(answer: () => Promise<T | undefined | false>): Promise<T> =>
  vi.waitUntil(answer, { timeout: SEEN_MS }) as Promise<T>;

const runsOf = async (client: Fetch, id: string, status?: RunStatus) =>
  (await call(client, listJobRuns, { params: { id }, query: { ...(status ? { status } : {}) } })).data;

/** The newest run of a job with this status, once there is one. */
async function runWith(client: Fetch, id: string, status: RunStatus): Promise<string> {
  const newest = async () => (await runsOf(client, id, status))[0]?.id;
  return seen(newest);
}

async function ended(client: Fetch, runId: string, id: string): Promise<void> {
  await seen(async () => (await runsOf(client, id, 'COMPLETED')).some((run) => run.id === runId));
}

/** The run of a job that waits for its second attempt. */
async function tried(client: Fetch, id: string): Promise<string> {
  return seen(async () => {
    const [run] = await runsOf(client, id, 'PENDING');
    return run?.attempts.length === 1 && run.id;
  });
}

async function editWeekly(ana: Fetch, id: string): Promise<void> {
  const schedule = { kind: 'cron', expression: '0 8 * * MON', timezone: 'Europe/Paris' } as const;
  await call(ana, editJob, { params: { id }, body: { schedule } });
  await call(ana, editJob, { params: { id }, body: { overlap: 'queueOne', tags: ['report'] } });
  await call(ana, editJob, {
    params: { id },
    body: { schedule: { ...schedule, expression: '0 9 * * MON' } },
  });
}

async function administrate(admin: Fetch): Promise<void> {
  const { data } = await call(admin, adminListUsers, {});
  const idOf = (email: string) => data.find((user) => user.email === email)?.id ?? '';
  const bob = { userId: idOf('bob@example.com') };
  await call(admin, setRole, { params: bob, body: { role: 'admin' } });
  await call(admin, changeUser, { params: { userId: idOf('dora@example.com') }, body: { disabled: true } });
}
