import { adminListJobs } from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import { createJob } from '@punctual/contracts/api/jobs-contract';
import type { Browser, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aNote, clientOf, type Login, newClient, PASSWORD } from '../../support/api-clients.ts';
import { expectAccessible, visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { logIn, SEEN_MS, shown } from '../../support/panel/people.ts';
import { ADMIN } from '../../support/panel/punctual.ts';

const WIDTHS = [390, 1_440];
const often = { kind: 'cron' as const, expression: '*/3 * * * * *', timezone: 'UTC' };
const ticking = (name: string) => ({ ...aNote(name), schedule: often });
/** A name that nobody can resolve: the run fails for good. */
const failing = (name: string) => ({
  ...ticking(name),
  task: { type: 'http' as const, method: 'GET' as const, url: 'https://nobody.invalid/' },
  retry: { attempts: 1 },
});

inBrowser('the overview', (stage) => {
  const url = () => stage().punctual.url;

  async function open(browser: Browser, width: number, login: Login, path = '/') {
    const visitor = await visit(browser, width);
    await visitor.page.goto(`${url()}${path}`);
    await logIn(visitor.page, login);
    return visitor;
  }

  const scrollsSideways = (page: Page) =>
    page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

  test.each(WIDTHS)('at %i px says first that nothing is wrong, or what is', async (width) => {
    const email = `ana-${width}@example.com`;
    const ana = await newClient(url(), email);
    await call(ana, createJob, { body: ticking('Heartbeat') });
    const { page, complaints } = await open(stage().browser, width, { email, password: PASSWORD });
    await page.waitForURL('**/overview');
    await shown(page, 'Nothing needs your attention.');
    await call(ana, createJob, { body: failing('Ping') });
    const alarm = page.getByRole('link', { name: '“Ping” is failing.' });
    await alarm.waitFor({ timeout: SEEN_MS });
    expect((await alarm.boundingBox())?.y).toBeLessThan(200);
    await expectAccessible(page);
    expect(await scrollsSideways(page)).toBe(false);
    await alarm.click();
    await page.getByRole('heading', { level: 1, name: 'Ping' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('counts the runs of the window that the address names, as a chart and as a table', async () => {
    const email = 'bob@example.com';
    const bob = await newClient(url(), email);
    await call(bob, createJob, { body: ticking('Count me') });
    const { page, complaints } = await open(
      stage().browser,
      1_440,
      { email, password: PASSWORD },
      '/overview?window=1h',
    );
    await page.getByRole('img', { name: /^Runs by status: [1-9]\d* runs?/ }).waitFor({ timeout: SEEN_MS });
    await page.getByRole('button', { name: 'Show as table: Runs by status' }).click();
    const table = page.getByRole('table', { name: 'Runs by status' });
    expect(await table.getByRole('row').count()).toBe(1 + 12);
    await expectAccessible(page);
    await page.getByText('7 days', { exact: true }).click();
    await page.waitForURL('**/overview?window=7d');
    await expect.poll(() => table.getByRole('row').count()).toBe(1 + 28);
    expect(complaints).toEqual([]);
  });

  test('a chart says what a part of it holds to pointer and arrow keys, and leads to the runs of that part', async () => {
    const email = 'charts@example.com';
    await call(await newClient(url(), email), createJob, { body: ticking('Chart me') });
    const login = { email, password: PASSWORD };
    const { page, complaints } = await open(stage().browser, 1_440, login, '/overview?window=1h');
    const parts = page
      .getByRole('navigation', { name: /^Parts of the chart. Runs by status/ })
      .getByRole('link');
    const some = page.getByRole('link', { name: /Completed [1-9]/ });
    await some.first().waitFor({ timeout: SEEN_MS });
    const shows = (index: number) =>
      expect
        .poll(async () => page.getByText(String(await parts.nth(index).getAttribute('aria-label'))).count())
        .toBe(1);
    await parts.nth(2).hover();
    await shows(2);
    await parts.last().focus();
    await page.keyboard.press('ArrowLeft');
    await shows(10);
    await expectAccessible(page);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/runs\?when=between&from=.*&to=/);
    await page
      .getByRole('link', { name: /^Chart me, run of/ })
      .first()
      .waitFor({ timeout: SEEN_MS });
    expect(complaints).toEqual([]);
  });

  test.each(WIDTHS)(
    'at %i px shows an administrator everybody’s, with owners and who works',
    async (width) => {
      const email = `dora-${width}@example.com`;
      const dora = await newClient(url(), email);
      await call(dora, createJob, { body: failing(`Failing at ${width}`) });
      const { page, complaints } = await open(stage().browser, width, ADMIN);
      await page.waitForURL('**/admin');
      await page.getByRole('heading', { level: 1, name: 'System overview' }).waitFor();
      await shown(page, /” is failing\./);
      await page
        .getByRole('link', { name: `Failing at ${width}`, exact: true })
        .first()
        .waitFor({ timeout: SEEN_MS });
      await shown(page, email);
      await shown(page, '1 of 1');
      await page.getByText('Rate limits', { exact: true }).click();
      await shown(page, 'Everyone together');
      await expectAccessible(page);
      expect(await scrollsSideways(page)).toBe(false);
      expect(complaints).toEqual([]);
    },
  );

  test('an administrator finds every failing job: the newest named with its owner, the others counted as their list does', async () => {
    const email = 'many-failing@example.com';
    const many = await newClient(url(), email);
    for (let i = 1; i <= 5; i++) await call(many, createJob, { body: failing(`Broken ${i}`) });
    const { page } = await open(stage().browser, 1_440, ADMIN, '/admin?window=1h');
    const more = page.getByRole('link', { name: /^[2-9]\d* more jobs are failing\.$/ });
    await more.waitFor({ timeout: SEEN_MS });
    await page
      .getByRole('listitem')
      .filter({ hasText: /is failing\..*@example\.com/ })
      .first()
      .waitFor();
    const counted = async () => 3 + Number.parseInt((await more.textContent()) ?? '', 10);
    const jobs = await clientOf(url(), ADMIN);
    const listed = async () =>
      (await call(jobs, adminListJobs, { query: { failing: 'true', sort: '-lastRun' } })).page?.total;
    await expect.poll(async () => (await counted()) === (await listed()), { timeout: SEEN_MS }).toBe(true);
    await more.click();
    await page.waitForURL('**/admin/jobs?show=failing');
    await page.getByRole('heading', { level: 1, name: 'All jobs' }).waitFor({ timeout: SEEN_MS });
    await page.getByRole('link', { name: 'Broken 1', exact: true }).waitFor({ timeout: SEEN_MS });
    await page.goto(`${url()}/admin/users?sort=-failing`);
    const row = page.getByRole('row').filter({ hasText: email });
    await row.getByRole('link', { name: '5', exact: true }).last().click();
    await page.waitForURL(/owner=many-failing.*show=failing/);
    await expect.poll(() => page.getByRole('link', { name: /^Broken \d$/ }).count()).toBe(5);
  });

  test('the bell says what is failing, though nothing was done since the page was opened', async () => {
    const email = 'bell@example.com';
    await call(await newClient(url(), email), createJob, { body: failing('Ping') });
    const { page } = await open(stage().browser, 1_440, { email, password: PASSWORD }, '/overview');
    await page.getByRole('link', { name: '“Ping” is failing.' }).waitFor({ timeout: SEEN_MS });
    await page.getByRole('button', { name: 'Activity' }).click();
    await page.getByRole('link', { name: '1 job is failing.' }).click();
    await page.waitForURL('**/jobs?show=failing');
  });
});
