import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { register, SEEN_MS, shown } from '../../support/panel/people.ts';

const WIDE = 1_440;
/** The network is back for so long at most until what was asked for is there (ms). */
const BACK_MS = 2_000;
const WAITS = 'Punctual cannot be reached. What you asked for opens when it is back.';

inBrowser('without a network', (stage) => {
  /** Somebody at their jobs. */
  async function atJobs(email: string): Promise<{ page: Page; context: BrowserContext }> {
    const { page } = await visit(stage().browser, WIDE);
    await register(page, stage().punctual.url, email);
    const loaded: string[] = [];
    page.on('requestfinished', (request) => loaded.push(request.url()));
    await page.goto(`${stage().punctual.url}/jobs`);
    for (const part of ['toast-stack', 'search-dialog', 'new-job-page', 'opened-job-menu', '/tasks'])
      await expect.poll(() => loaded.some((url) => url.includes(part))).toBe(true);
    return { page, context: page.context() };
  }

  test('what is often needed next opens all the same: the form of a new job, the palette', async () => {
    const { page, context } = await atJobs('offline-next@example.com');
    await context.setOffline(true);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor({ timeout: SEEN_MS });
    await page.keyboard.press('Escape');
    await page.getByText('Send an email').first().click();
    await page.getByLabel('Subject').waitFor({ timeout: SEEN_MS });
  });

  test('a page that is not loaded yet leaves the one that is shown, says so, and opens when the network is back', async () => {
    const { page, context } = await atJobs('offline-later@example.com');
    await context.setOffline(true);
    await page.getByRole('navigation').getByRole('link', { name: 'Overview', exact: true }).click();
    await shown(page, WAITS);
    expect(page.url()).toContain('/jobs');
    await context.setOffline(false);
    await page.waitForURL(/\/overview/, { timeout: BACK_MS });
    await page.getByRole('heading', { name: 'Overview' }).waitFor({ timeout: SEEN_MS });
  });
});
