import { call, type Fetch } from '@punctual/contracts/api/client';
import { deleteJob, editJob } from '@punctual/contracts/api/job-actions-contract';
import { createJob } from '@punctual/contracts/api/jobs-contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aNote, newClient } from '../support/api-clients.ts';
import { visit } from '../support/panel/browser.ts';
import { inBrowser } from '../support/panel/in-browser.ts';
import { arrive, logIn, SEEN_MS, shown } from '../support/panel/people.ts';
import { ADMIN } from '../support/panel/punctual.ts';

/** Where nothing is told, a list of calm jobs asks every 15 s. */
const SOON_MS = 2_000;

inBrowser('what changes elsewhere, in a browser', (stage) => {
  const soon = (page: Page, text: string) =>
    page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: SOON_MS });

  /** Somebody with a job, and a program of hers; her browser shows `path`, and is told what changes. */
  async function ana(email: string, path: string) {
    const client = await newClient(stage().punctual.url, email);
    const job = await call(client, createJob, { body: aNote('As it was') });
    const address = path.replace(':id', job.id);
    const { page, complaints } = await arrive(stage(), email, address, { listens: true });
    await shown(page, 'As it was');
    return { client, job, page, complaints };
  }

  const rename = (client: Fetch, id: string, name: string) =>
    call(client, editJob, { params: { id }, body: { name } });

  test('is seen within two seconds: jobs that are new, changed or deleted', async () => {
    const { client, job, page, complaints } = await ana('ana-list@example.com', '/jobs');
    await rename(client, job.id, 'As it is now');
    await soon(page, 'As it is now');
    await call(client, createJob, { body: aNote('New here') });
    await page
      .getByText('New here')
      .first()
      .waitFor({ timeout: 2 * SOON_MS });
    await call(client, deleteJob, { params: { id: job.id } });
    await page.getByText('As it is now').waitFor({ state: 'detached', timeout: SOON_MS });
    expect(complaints).toEqual([]);
  });

  test('reaches all tabs by one stream', async () => {
    const { client, job, page } = await ana('ana-tabs@example.com', '/jobs/:id');
    const second = await page.context().newPage();
    const streams: string[] = [];
    second.on('request', (request) =>
      streams.push(...(request.url().includes('/events') ? ['one more'] : [])),
    );
    await second.goto(page.url());
    await shown(second, 'As it was');
    await rename(client, job.id, 'In both tabs');
    await Promise.all([soon(page, 'In both tabs'), soon(second, 'In both tabs')]);
    expect(streams).toEqual([]);
    await page.close();
    await second.waitForResponse(/\/events/);
    await rename(client, job.id, 'In the tab that is left');
    await soon(second, 'In the tab that is left');
  });

  test('is caught up with when the connection comes back', async () => {
    const { client, job, page } = await ana('ana-cable@example.com', '/jobs/:id');
    await page.context().setOffline(true);
    await page.getByText(/Offline, shown as of \d{1,2}:\d\d/).waitFor({ timeout: SEEN_MS });
    await shown(page, /cannot be reached/);
    await rename(client, job.id, 'Changed meanwhile');
    await page.context().setOffline(false);
    await soon(page, 'Changed meanwhile');
    await shown(page, 'Connection is back. Everything is up to date.');
    await shown(page, 'Live');
    await rename(client, job.id, 'And told again');
    await soon(page, 'And told again');
  });

  test('an administrator is told of everybody’s', async () => {
    const { browser, punctual } = stage();
    const client = await newClient(punctual.url, 'bob-live@example.com');
    const job = await call(client, createJob, { body: aNote('Bob’s, before') });
    const { page } = await visit(browser, 1_440);
    await page.goto(`${punctual.url}/admin/jobs`);
    const told = page.waitForResponse(/\/events\?scope=all/);
    await logIn(page, ADMIN);
    await told;
    await shown(page, 'Bob’s, before');
    await rename(client, job.id, 'Bob’s, after');
    await soon(page, 'Bob’s, after');
  });
});
