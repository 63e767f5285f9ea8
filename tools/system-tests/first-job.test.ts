import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { expectAccessible, launch, visit } from './support/browser.ts';
import { ADMIN, type Punctual, startPunctual } from './support/punctual.ts';

const chromiumPath = inject('chromiumPath');
const WIDTHS = [390, 1_440];
const SEEN_MS = 20_000;

if (!chromiumPath)
  console.warn('\n*** BROWSER TESTS NOT RUN: Chromium is not here and cannot be installed. ***\n');

describe.skipIf(!chromiumPath)('the whole, in a browser', () => {
  let punctual: Punctual;
  let browser: Browser;

  beforeAll(async () => {
    [punctual, browser] = await Promise.all([startPunctual(), launch(chromiumPath ?? '')]);
  });
  afterAll(async () => {
    await browser?.close();
    await punctual?.stop();
  });

  const shown = (page: Page, text: string | RegExp) =>
    page.getByText(text).first().waitFor({ timeout: SEEN_MS });

  const subjects = async () => (await punctual.mail.messages()).map(({ subject }) => subject);

  async function register(page: Page, email: string): Promise<void> {
    await page.goto(`${punctual.url}/register`);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Create account' }).click();
    await shown(page, 'What should happen, and when?');
  }

  async function scheduleEmail(page: Page, subject: string): Promise<void> {
    await page.getByText('Send an email').first().click();
    await page.getByLabel('To', { exact: true }).fill('ops@example.com');
    await page.getByLabel('Subject').fill(subject);
    await page.getByLabel('Text', { exact: true }).fill('On time, every two seconds.');
    await page.getByText('Cron', { exact: true }).click();
    await page.getByLabel('Cron expression').fill('*/2 * * * * *');
    await page.getByRole('button', { name: 'Schedule job' }).click();
  }

  test.each(WIDTHS)('at %i px a new user schedules an email, and sees that it was sent', async (width) => {
    const { page, complaints } = await visit(browser, width);
    const subject = `Every two seconds at ${width}`;
    await register(page, `ana-${width}@example.com`);
    await expectAccessible(page);
    await scheduleEmail(page, subject);
    await expect.poll(() => subjects(), { timeout: SEEN_MS }).toContain(subject);
    await shown(page, /[1-9]\d* completed/);
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });

  test('an administrator sees everybody’s jobs, each with its owner', async () => {
    const owner = await visit(browser, WIDTHS[1] as number);
    await register(owner.page, 'bob@example.com');
    await scheduleEmail(owner.page, 'Seen by Carla');
    await shown(owner.page, /[1-9]\d* completed/);
    const { page, complaints } = await visit(browser, WIDTHS[1] as number);
    await page.goto(`${punctual.url}/admin/jobs`);
    await page.getByLabel('Email').fill(ADMIN.email);
    await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await shown(page, 'bob@example.com');
    await shown(page, 'Seen by Carla');
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });
});
