import { adminListUsers } from '@punctual/contracts/api/account-contract';
import { adminGetJob } from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import { deleteJob, editJob } from '@punctual/contracts/api/job-actions-contract';
import { createJob } from '@punctual/contracts/api/jobs-contract';
import { adminListRuns } from '@punctual/contracts/api/runs-contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aNote, clientOf, newClient, PASSWORD } from '../../support/api-clients.ts';
import { expectAccessible, visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { logIn, SEEN_MS, shown } from '../../support/panel/people.ts';
import { ADMIN } from '../../support/panel/punctual.ts';

const PHONE = 390;
const WIDE = 1_440;
/** A note each second. */
const ticking = (name: string) => ({
  ...aNote(name),
  schedule: { kind: 'cron' as const, expression: '* * * * * *', timezone: 'UTC' },
});
const ADMIN_PAGES = ['', '/jobs', '/runs', '/users', '/audit', '/health'];

inBrowser('the administration', (stage) => {
  const url = () => stage().punctual.url;

  async function open(width: number, login: { email: string; password: string }, path: string) {
    const visitor = await visit(stage().browser, width);
    await visitor.page.goto(`${url()}${path}`);
    await logIn(visitor.page, login);
    return visitor;
  }

  const row = (page: Page, email: string) => page.getByRole('row').filter({ hasText: email });

  async function actOn(page: Page, email: string, act: string): Promise<void> {
    const toggle = page.getByRole('button', { name: `Actions for ${email}` });
    if ((await toggle.getAttribute('aria-expanded')) !== 'true') await toggle.click();
    await page.getByRole('button', { name: act }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: act }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  test('a user is told that each of its pages needs the role', async () => {
    await newClient(url(), 'ulla@example.com');
    const { page } = await open(PHONE, { email: 'ulla@example.com', password: PASSWORD }, '/admin/users');
    await shown(page, 'You need the administrator role for this page.');
    for (const path of ADMIN_PAGES) {
      await page.goto(`${url()}/admin${path}`);
      await shown(page, 'You need the administrator role for this page.');
    }
    await expectAccessible(page);
    expect(await page.getByRole('link', { name: 'Audit' }).count()).toBe(0);
  });

  test('a new role acts at once, and both acts are in the audit with what was before', async () => {
    const email = 'ana@example.com';
    const ana = await newClient(url(), email);
    const theirs = await open(WIDE, { email, password: PASSWORD }, '/admin/users');
    await shown(theirs.page, 'You need the administrator role for this page.');
    const { page, complaints } = await open(WIDE, ADMIN, '/admin/users');
    await actOn(page, email, 'Make administrator');
    await shown(page, `${email} is an administrator now.`);
    await call(ana, adminListUsers, {});
    await theirs.page.reload();
    await row(theirs.page, email).waitFor({ timeout: SEEN_MS });
    await actOn(page, email, 'Make an ordinary user');
    await expect(call(ana, adminListUsers, {})).rejects.toMatchObject({ status: 403 });
    await expectAccessible(page);
    await page.goto(`${url()}/admin/audit?action=user.role`);
    await page
      .getByRole('button', { name: /^Details: Changed a role/ })
      .first()
      .click();
    await page.getByRole('row', { name: 'Role admin user', exact: true }).waitFor();
    expect(await row(page, email).count()).toBe(2);
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });

  test('a disabled account is signed out and its jobs stop, until it is enabled', async () => {
    const email = 'bob@example.com';
    const bob = await newClient(url(), email);
    const { id } = await call(bob, createJob, { body: ticking('Bob’s note') });
    const theirs = await open(PHONE, { email, password: PASSWORD }, '/jobs');
    await shown(theirs.page, 'Bob’s note');
    const { page, complaints } = await open(PHONE, ADMIN, '/admin/users?q=bob');
    await actOn(page, email, 'Disable account');
    await row(page, email).getByText('Disabled', { exact: true }).waitFor();
    await theirs.page.waitForURL('**/login**');
    await shown(theirs.page, 'This account is disabled. Ask an administrator to enable it.');
    await theirs.page.reload();
    await logIn(theirs.page, { email, password: PASSWORD });
    await shown(theirs.page, 'This account is disabled. Ask an administrator to enable it.');
    const admin = await clientOf(url(), ADMIN);
    const job = await call(admin, adminGetJob, { params: { id } });
    expect(job.owner.email).toBe(email);
    const waiting = await call(admin, adminListRuns, { query: { jobId: id, status: 'PENDING' } });
    expect(waiting.data).toEqual([]);
    const stopped = await open(WIDE, ADMIN, `/admin/jobs?owner=${email}`);
    await shown(stopped.page, 'Account disabled');
    const toggle = stopped.page.getByRole('switch', {
      name: /is stopped: its owner’s account is disabled/,
    });
    expect([await toggle.isChecked(), await toggle.isEnabled()]).toEqual([false, false]);
    await stopped.page.getByRole('link', { name: 'Bob’s note' }).click();
    await shown(stopped.page, 'Stopped');
    await shown(stopped.page, 'It does not run: its owner’s account is disabled.');
    await expectAccessible(stopped.page);
    expect(await stopped.page.getByRole('button', { name: 'Run now' }).count()).toBe(0);
    await actOn(page, email, 'Enable account');
    await row(page, email).getByText('Active', { exact: true }).waitFor();
    await clientOf(url(), { email, password: PASSWORD });
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });

  test('of one’s own account it is said why nothing can be done', async () => {
    const { page } = await open(PHONE, ADMIN, '/admin/users?role=admin');
    await page.getByRole('button', { name: `Actions for ${ADMIN.email}` }).click();
    await shown(page, /This is your own account/);
    expect(await page.getByRole('button', { name: /^Disable|^Make/ }).count()).toBe(0);
  });

  test('the jobs of an owner are found by any part of the address, and an empty list says why it is empty', async () => {
    const email = 'franziska@firm.example';
    await call(await newClient(url(), email), createJob, { body: aNote('Franziska’s note') });
    const { page } = await open(WIDE, ADMIN, '/admin/jobs');
    const owner = page.getByRole('combobox', { name: 'Owner’s email' });
    await owner.fill('@firm');
    await page.getByRole('option', { name: email }).waitFor({ timeout: SEEN_MS });
    await owner.press('Enter');
    await page.waitForURL(/owner=franziska%40firm\.example/);
    await page.getByRole('link', { name: 'Franziska’s note' }).waitFor({ timeout: SEEN_MS });
    await owner.fill('no such person');
    await shown(page, 'No account has “no such person” in its email or name.');
    await page.goto(`${url()}/admin/jobs?owner=firm`);
    await shown(page, 'No jobs match these filters.');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await page.getByRole('link', { name: 'Franziska’s note' }).waitFor({ timeout: SEEN_MS });
    await page.goto(`${url()}/admin/users?q=firm.example`);
    await row(page, email).waitFor({ timeout: SEEN_MS });
  });

  test.each([PHONE, WIDE])('at %i px an administrator opens and stops anybody’s job', async (width) => {
    const email = `dora-${width}@example.com`;
    const dora = await newClient(url(), email);
    const name = `Dora’s note at ${width}`;
    await call(dora, createJob, { body: ticking(name) });
    const { page, complaints } = await open(width, ADMIN, `/admin/jobs?owner=${email}`);
    await page.getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await shown(page, email);
    await page.getByText('Completed').first().waitFor({ timeout: SEEN_MS });
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Disable', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable job' }).click();
    await page.getByRole('button', { name: 'Enable', exact: true }).waitFor();
    await page.goto(`${url()}/admin/runs?owner=${email}&status=COMPLETED`);
    await page
      .getByRole('link', { name: new RegExp(`^${name}, run of`) })
      .first()
      .click();
    await shown(page, 'Receipt');
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });

  test('of anybody’s job an administrator asks why, and sees schedule, changes, and last settings once it is deleted', async () => {
    const email = 'eve@example.com';
    const eve = await newClient(url(), email);
    const { id } = await call(eve, createJob, { body: ticking('Eve’s note') });
    await call(eve, editJob, { params: { id }, body: { tags: ['night'] } });
    const { page, complaints } = await open(WIDE, ADMIN, `/admin/jobs/${id}`);
    await page.locator('[data-row-link]').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Receipt').waitFor({ timeout: SEEN_MS });
    await dialog.getByRole('button', { name: 'Why?' }).click();
    await page
      .getByText(/^Ran at .* after it was due\./)
      .last()
      .waitFor({ timeout: SEEN_MS });
    await expectAccessible(page);
    await page.goto(`${url()}/admin/jobs/${id}?tab=changes`);
    await shown(page, `Changed by ${email}`);
    await page.getByRole('link', { name: 'Schedule', exact: true }).click();
    await shown(page, 'If the previous run is still going');
    await call(eve, deleteJob, { params: { id } });
    await page.goto(`${url()}/admin/audit?actor=${email}`);
    await page.getByRole('row', { name: /Deleted a job/ }).waitFor({ timeout: SEEN_MS });
    expect(await page.getByRole('row', { name: /Logged in/ }).count()).toBe(0);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Eve’s note' }).first().click();
    await shown(page, /^Deleted on .*\. These are its last settings\.$/);
    await expectAccessible(page);
    await page.goto(`${url()}/admin/runs?owner=${email}&status=COMPLETED`);
    await page.getByRole('checkbox', { name: 'Completed' }).waitFor({ timeout: SEEN_MS });
    await page.locator('[data-row-link]').first().waitFor({ timeout: SEEN_MS });
    await page.getByText('Last hour').waitFor();
    expect(complaints).toEqual([]);
  });

  test('health says that all parts answer, and names a watcher that was killed', async () => {
    const { page, complaints } = await open(WIDE, ADMIN, '/admin/health');
    await shown(page, 'All parts answer.');
    await expectAccessible(page);
    const { watcher } = stage().punctual;
    const watching = page.getByRole('row').filter({ hasText: `/${watcher.process.pid}` });
    await watching.getByText('Alive').waitFor();
    watcher.kill('SIGKILL');
    await watching.getByText('Silent').waitFor({ timeout: SEEN_MS });
    await shown(page, /No watcher has reported for \d+ s\. Due jobs are not being started\./);
    await watching.getByText('Lost').waitFor({ timeout: SEEN_MS });
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });
});
