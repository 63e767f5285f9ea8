import { call, type Fetch } from '@punctual/contracts/api/client';
import { editJob, runJob } from '@punctual/contracts/api/job-actions-contract';
import { importJobs } from '@punctual/contracts/api/job-import-contract';
import { createJob, getJob, listJobs } from '@punctual/contracts/api/jobs-contract';
import type { JobDraft } from '@punctual/contracts/jobs/job';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aNote, newClient } from '../../support/api-clients.ts';
import { expectAccessible } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { arrive, SEEN_MS, shown } from '../../support/panel/people.ts';

const PHONE = 390;
const HOSTILE = '<img src=x onerror=alert(1)>';

const atNine = (name: string, tags: string[] = []): JobDraft => ({
  ...{ name, tags, task: { type: 'email', to: ['ops@example.com'], subject: name, text: 'All is well.' } },
  schedule: { kind: 'cron', expression: '0 9 * * MON', timezone: 'Europe/Paris' },
});

inBrowser('the jobs, in a browser', (stage) => {
  const make = (client: Fetch, body: JobDraft) => call(client, createJob, { body });

  /** Somebody with twelve notes and a weekly email whose name is not to be believed. */
  async function ana(email: string) {
    const client = await newClient(stage().punctual.url, email);
    const weekly = await make(client, atNine(HOSTILE, ['weekly']));
    const notes = [];
    for (let i = 10; i < 22; i += 1) notes.push(await make(client, aNote(`Note ${i}`)));
    return { client, weekly, notes };
  }

  const dialog = (page: Page) => page.getByRole('dialog');
  const names = (page: Page) => page.locator('tbody [data-row-link]').allTextContents();

  test('are found, filtered and sorted by an address that can be sent on', async () => {
    await ana('ana-find@example.com');
    const { page, complaints } = await arrive(stage(), 'ana-find@example.com', '/jobs');
    await shown(page, HOSTILE);
    await page.getByLabel('Search jobs').fill('note 1');
    await page.waitForURL(/q=note\+1/);
    await page.getByRole('button', { name: 'Name' }).click();
    await page.waitForURL(/sort=name/);
    await expect.poll(() => names(page)).toEqual(Array.from({ length: 10 }, (_, i) => `Note ${i + 10}`));
    await page.getByRole('button', { name: 'Name' }).click();
    await expect.poll(() => names(page).then(([first]) => first)).toBe('Note 19');
    await page.reload();
    await expect.poll(() => names(page).then(([first]) => first)).toBe('Note 19');
    await page.getByLabel('Search jobs').fill('nothing like it');
    await shown(page, 'No jobs match these filters.');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await shown(page, /^Every Monday at 0?9:00( am)?$/);
    await shown(page, /^Europe\/Paris/);
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });

  test('are selected, all that match by a second step, and deleted once their number is typed', async () => {
    const { client } = await ana('ana-bulk@example.com');
    const { page, complaints } = await arrive(stage(), 'ana-bulk@example.com', '/jobs?q=Note');
    await page.getByLabel('Select Note 10').check();
    await page.getByRole('button', { name: 'Select all 12 that match' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const confirm = dialog(page).getByRole('button', { name: 'Delete 12 jobs' });
    expect(await confirm.getAttribute('aria-disabled')).toBe('true');
    await dialog(page).getByLabel('Type 12 to confirm').fill('12');
    await confirm.click();
    await shown(page, 'Deleted 12 jobs.');
    await shown(page, 'No jobs match these filters.');
    expect((await call(client, listJobs, {})).data.map(({ name }) => name)).toEqual([HOSTILE]);
    expect(complaints).toEqual([]);
  });

  test('are changed in parts until each has a result, though the first part is not answered', async () => {
    const client = await newClient(stage().punctual.url, 'ana-parts@example.com');
    const jobs = Array.from({ length: 30 }, (_, i) => aNote(`Part ${i + 10}`));
    await call(client, importJobs, { body: { jobs } });
    const { page } = await arrive(stage(), 'ana-parts@example.com', '/jobs');
    const parts: number[] = [];
    await page.route('**/jobs/bulk', async (route) => {
      const { ids } = route.request().postDataJSON() as { ids: string[] };
      parts.push(ids.length);
      if (parts.length > 1) return route.continue();
      // It is done, and the answer is lost.
      await route.fetch();
      return route.fulfill({ status: 503 });
    });
    await page.getByLabel('Select the jobs shown').check();
    await page.getByRole('button', { name: 'Disable', exact: true }).click();
    await dialog(page).getByRole('button', { name: 'Disable 30 jobs' }).click();
    await shown(page, 'Disabled 30 jobs.');
    expect(parts).toEqual([25, 25, 5]);
    expect((await call(client, listJobs, { query: { enabled: 'true' } })).data).toEqual([]);
  });

  test('can be selected and switched on a tablet, and are whole on the smallest phone', async () => {
    await ana('ana-tablet@example.com');
    const { page } = await arrive(stage(), 'ana-tablet@example.com', '/jobs', { width: 1_024 });
    await page.getByLabel('Select Note 10').check();
    await shown(page, '1 selected');
    await page.getByRole('switch', { name: 'Note 10 is enabled' }).waitFor();
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 900 });
    const times = page.locator('li[data-row] time > *');
    await expect.poll(() => times.count(), { timeout: SEEN_MS }).toBeGreaterThan(10);
    expect(await times.evaluateAll((all) => all.filter((e) => e.scrollWidth > e.clientWidth))).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  });

  test('are walked, selected and disabled by the keyboard alone', async () => {
    const { client, notes } = await ana('ana-keys@example.com');
    const { page } = await arrive(stage(), 'ana-keys@example.com', '/jobs?sort=name&q=Note');
    await shown(page, 'Note 10');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await shown(page, '1 selected');
    await page.keyboard.press('d');
    await shown(page, '“Note 11” disabled.');
    expect((await call(client, getJob, { params: { id: notes[1]?.id ?? '' } })).enabled).toBe(false);
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/jobs/${notes[1]?.id}`));
  });

  test('show the last runs of each beside it, as one picture, and follow them', async () => {
    const { client, notes } = await ana('ana-strip@example.com');
    const { page, complaints } = await arrive(stage(), 'ana-strip@example.com', '/jobs?sort=name&q=Note');
    const strip = (name: string) =>
      page
        .getByRole('row', { name: new RegExp(name) })
        .getByRole('img')
        .first();
    await expect.poll(() => strip('Note 10').getAttribute('aria-label')).toBe('No runs yet');
    await call(client, runJob, { params: { id: notes[0]?.id ?? '' } });
    await page.getByRole('img', { name: 'Last run: 1 completed' }).waitFor({ timeout: SEEN_MS });
    expect(await strip('Note 10').getAttribute('aria-label')).toBe('Last run: 1 completed');
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });

  test('are all on the page where they are no more than 200, so that the browser finds them', async () => {
    const client = await newClient(stage().punctual.url, 'ana-all@example.com');
    const jobs = Array.from({ length: 150 }, (_, i) => aNote(`Row ${i + 100}`));
    await call(client, importJobs, { body: { jobs } });
    const { page } = await arrive(stage(), 'ana-all@example.com', '/jobs?sort=name');
    await expect.poll(() => names(page), { timeout: SEEN_MS }).toEqual(jobs.map(({ name }) => name));
  });

  test('are shown as disabled before that is answered, and enabled again where that is refused', async () => {
    await ana('ana-switch@example.com');
    const { page } = await arrive(stage(), 'ana-switch@example.com', '/jobs?q=Note 10');
    const enabled = page.getByRole('switch', { name: 'Note 10 is enabled' });
    await enabled.waitFor({ timeout: SEEN_MS });
    let refuse = () => undefined as unknown;
    await page.route('**/disable', (route) => {
      refuse = () =>
        route.fulfill({
          status: 409,
          json: { error: { code: 'X', message: 'Not now.', details: [], requestId: 'r' } },
        });
    });
    await enabled.click();
    await expect.poll(() => enabled.isChecked()).toBe(false);
    await expect.poll(() => String(refuse)).toContain('fulfill');
    await refuse();
    await shown(page, '“Note 10” was not changed. Not now.');
    expect(await enabled.isChecked()).toBe(true);
  });

  test('go back to an earlier version, and say before what that changes', async () => {
    const { client, weekly } = await ana('ana-back@example.com');
    const schedule = { kind: 'cron', expression: '0 9 * * TUE', timezone: 'Europe/Paris' } as const;
    await call(client, editJob, { params: { id: weekly.id }, body: { name: 'Tuesday report', schedule } });
    const { page, complaints } = await arrive(
      stage(),
      'ana-back@example.com',
      `/jobs/${weekly.id}?tab=changes`,
    );
    await shown(page, '0 9 * * TUE');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Go back to this version, 1' }).click();
    await dialog(page)
      .getByText(/In 30 days: .* added, .* removed/)
      .waitFor({ timeout: SEEN_MS });
    await dialog(page).getByRole('button', { name: 'Go back', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: HOSTILE }).waitFor({ timeout: SEEN_MS });
    expect((await call(client, getJob, { params: { id: weekly.id } })).name).toBe(HOSTILE);
    await page.getByRole('link', { name: 'Schedule' }).click();
    await shown(page, 'Skip this one.');
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });

  test('are cards on a phone, with a menu that clones, runs and deletes', async () => {
    const { client, notes } = await ana('ana-phone@example.com');
    const { page, complaints } = await arrive(stage(), 'ana-phone@example.com', '/jobs?sort=name&q=Note', {
      width: PHONE,
    });
    await shown(page, 'Note 10');
    await expectAccessible(page);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(PHONE);
    const menu = page.getByRole('button', { name: 'Actions for Note 10' });
    await menu.click();
    const clone = page.getByRole('menuitem', { name: 'Clone' });
    expect(await clone.getAttribute('href')).toBe(`/jobs/new?from=${notes[0]?.id}`);
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await dialog(page).getByRole('button', { name: 'Delete job' }).click();
    await shown(page, '“Note 10” deleted.');
    await menu.waitFor({ state: 'detached', timeout: SEEN_MS });
    expect((await call(client, listJobs, { query: { q: 'Note 10' } })).data).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
