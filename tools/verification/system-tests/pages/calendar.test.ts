import { call, type Fetch } from '@punctual/contracts/api/client';
import { createJob } from '@punctual/contracts/api/jobs-contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aNote, newClient, PASSWORD } from '../../support/api-clients.ts';
import { expectAccessible, visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { fits } from '../../support/panel/page-checks.ts';
import { logIn, SEEN_MS, shown } from '../../support/panel/people.ts';
import { enterAs } from '../../support/panel/showcase.ts';

const WIDTHS = [390, 1_440];
/** At nine each day, in the zone of the account. */
const DAILY = { kind: 'cron', expression: '0 9 * * *', timezone: 'UTC' } as const;
const TICKING = { kind: 'cron', expression: '*/2 * * * * *', timezone: 'UTC' } as const;

inBrowser('the calendar', (stage) => {
  const url = () => stage().punctual.url;
  const make = (ana: Fetch, name: string, schedule: typeof DAILY | typeof TICKING) =>
    call(ana, createJob, { body: { ...aNote(name), schedule } });

  async function open(width: number, email: string, path: string) {
    const visitor = await visit(stage().browser, width);
    await visitor.page.goto(`${url()}${path}`);
    await logIn(visitor.page, { email, password: PASSWORD });
    return visitor;
  }
  /** Waits for the grid, and gives the day that is chosen. */
  async function chosenDay(page: Page) {
    const chosen = page.getByRole('table', { name: 'Month' }).getByRole('button', { pressed: true });
    await chosen.waitFor({ timeout: SEEN_MS });
    return chosen;
  }

  test.each(WIDTHS)('at %i px shows a month, and of the day that is chosen what is in it', async (width) => {
    const email = `month-${width}@example.com`;
    const job = await make(await newClient(url(), email), 'Morning report', DAILY);
    const { page, complaints } = await open(width, email, '/calendar?date=2031-03-12');
    await chosenDay(page);
    await page.getByRole('button', { name: 'Wednesday 12 March: 1 planned', pressed: true }).waitFor();
    await page.getByRole('heading', { name: 'March 2031' }).waitFor();
    await shown(page, '9:00 am · 1 planned');
    await expectAccessible(page);
    expect(await fits(page)).toBe(true);
    await page.getByRole('main').getByRole('link', { name: 'Morning report' }).click();
    await page.waitForURL(`**/jobs/${job.id}`);
    expect(complaints).toEqual([]);
  });

  test('is one stop of the Tab key: arrows go to days, Page Down to the next month, Enter chooses', async () => {
    const email = 'keys@example.com';
    await make(await newClient(url(), email), 'Morning report', DAILY);
    const { page, complaints } = await open(1_440, email, '/calendar?date=2031-03-12');
    await (await chosenDay(page)).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/calendar?date=2031-03-20');
    await page.keyboard.press('PageDown');
    await page.waitForURL('**/calendar?date=2031-04-01');
    await page.getByRole('heading', { name: 'April 2031' }).waitFor({ timeout: SEEN_MS });
    await page.locator('button:focus', { hasText: 'Tuesday 1 April' }).waitFor({ timeout: SEEN_MS });
    expect(complaints).toEqual([]);
  });

  test.each(WIDTHS)('at %i px shows a week by the hour, and what is in an hour', async (width) => {
    const email = `week-${width}@example.com`;
    await make(await newClient(url(), email), 'Morning report', DAILY);
    const { page, complaints } = await open(width, email, '/calendar?view=week&date=2031-03-12');
    const hour = page.getByRole('button', { name: 'Wed 12 Mar 2031, 9:00 am: 1 planned' });
    await hour.click({ timeout: SEEN_MS });
    await shown(page, '9:00 am · 1 planned');
    await expectAccessible(page);
    expect(await fits(page)).toBe(true);
    expect(complaints).toEqual([]);
  });

  test.each(WIDTHS)('at %i px shows 24 hours either way, as bars or as a table', async (width) => {
    const email = `hours-${width}@example.com`;
    const ana = await newClient(url(), email);
    await make(ana, 'Heartbeat', TICKING);
    const { page, complaints } = await open(width, email, '/calendar?view=hours');
    await shown(page, 'Heartbeat');
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.getByText('The last and the next 24 hours').waitFor({ timeout: SEEN_MS });
          return page.getByRole('link', { name: /^\d+ runs?, / }).count();
        },
        { timeout: SEEN_MS },
      )
      .toBe(1);
    await shown(page, 'Something is planned in each hour of the next 24.');
    await expectAccessible(page);
    expect(await fits(page)).toBe(true);
    await page.getByRole('button', { name: 'Show as table: The last and the next 24 hours' }).click();
    await page.getByRole('row', { name: /Heartbeat/ }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('names the hours to come in which nothing is planned', async () => {
    const email = 'quiet@example.com';
    await make(await newClient(url(), email), 'Morning report', DAILY);
    const { page } = await open(1_440, email, '/calendar?view=hours');
    await shown(page, /^Nothing is planned in .* – 9:00 am and 9:00 am – .*\.$/);
  });

  test('shows an administrator everybody’s, with the owner of each', async () => {
    const email = 'owned@example.com';
    await make(await newClient(url(), email), 'Hers', DAILY);
    const { page, complaints } = await visit(stage().browser, 1_440);
    await enterAs('admin', page, url());
    await page.goto(`${url()}/admin/calendar?view=hours`);
    await shown(page, email);
    await page.getByRole('heading', { level: 1, name: 'Everyone’s calendar' }).waitFor();
    expect(complaints).toEqual([]);
  });
});
