import { call } from '@punctual/contracts/api/client';
import { createJob } from '@punctual/contracts/api/jobs-contract';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aNote, newClient, PASSWORD } from '../../support/api-clients.ts';
import { visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { logIn, shown } from '../../support/panel/people.ts';

const WIDE = 1_440;
/** Longer than an access token lives. */
const LIFE_MS = 15 * 60_000;

inBrowser('two tabs of one browser, while the access token expires', (stage) => {
  async function twoTabs(email: string) {
    const { punctual, browser } = stage();
    await call(await newClient(punctual.url, email), createJob, { body: aNote('Still here') });
    const { page } = await visit(browser, WIDE);
    // One clock for both tabs: one that each had for itself would go on at different moments.
    await page.context().addInitScript(`{
      const now = Date.now;
      Date.now = () => now() + Number(localStorage.getItem('later') ?? 0);
    }`);
    await page.goto(`${punctual.url}/jobs`);
    await logIn(page, { email, password: PASSWORD });
    await shown(page, 'Still here');
    const second = await page.context().newPage();
    await second.goto(`${punctual.url}/jobs`);
    await shown(second, 'Still here');
    return { tabs: [page, second], context: page.context() };
  }

  /** Counts the requests for a new token, in all tabs, from now on. */
  function refreshesOf(context: BrowserContext) {
    const sent: string[] = [];
    context.on('request', (request) => {
      if (request.url().endsWith('/auth/refresh')) sent.push(request.url());
    });
    return sent;
  }

  /** So much later, in both tabs: a browser tells the second of what the first has stored. */
  async function goOn(tabs: Page[], laterMs: number) {
    await tabs[0]?.evaluate(`localStorage.setItem('later', ${laterMs})`);
    await tabs[1]?.waitForFunction(`localStorage.getItem('later') === '${laterMs}'`);
  }

  /** Both go to the overview or back at the same moment, which asks for what is not known yet. */
  const both = (tabs: Page[], label: string, text: string | RegExp) =>
    Promise.all(
      tabs.map(async (tab) => {
        await tab.getByRole('navigation').getByRole('link', { name: label, exact: true }).click();
        await shown(tab, text);
      }),
    );

  test('refresh once and go on, over half an hour', async () => {
    const { tabs, context } = await twoTabs('ana-half-hour@example.com');
    const refreshes = refreshesOf(context);
    const pages = [
      ['Overview', 'Next runs'],
      ['Jobs', 'Still here'],
      ['Runs', 'Nothing has run yet.'],
    ] as const;
    for (const [index, [label, text]] of pages.entries()) {
      await goOn(tabs, (index + 1) * LIFE_MS);
      await both(tabs, label, text);
      expect(refreshes).toHaveLength(index + 1);
    }
  });

  test('and are refused at the same moment, refresh once and go on', async () => {
    const { tabs, context } = await twoTabs('ana-refused@example.com');
    const refreshes = refreshesOf(context);
    const old = new Set<string | undefined>();
    await context.route(/\/users\//, async (route) => {
      const { authorization } = route.request().headers();
      if (refreshes.length === 0) old.add(authorization);
      if (!old.has(authorization)) return route.continue();
      const error = { code: 'UNAUTHORIZED', message: 'Expired.', details: [], requestId: 'r' };
      return route.fulfill({ status: 401, json: { error } });
    });
    await both(tabs, 'Runs', 'Nothing has run yet.');
    expect(refreshes).toHaveLength(1);
    expect(old.size).toBe(1);
  });
});
