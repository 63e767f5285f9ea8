import { call } from '@punctual/contracts/api/client';
import { createJob } from '@punctual/contracts/api/jobs-contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aNote, newClient } from '../../support/api-clients.ts';
import { visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { watchShifts } from '../../support/panel/page-checks.ts';
import { arrive, shown } from '../../support/panel/people.ts';

/** A slow line: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 };
/** Answers come later than what the browser takes for an effect of a key. */
const LATE = { offline: false, latency: 700, downloadThroughput: -1, uploadThroughput: -1 };
const READABLE_MS = 1_500;
const MOST_REQUESTS = 29;
const MOST_SHIFT = 0.05;

inBrowser('the first paint on a slow line', (stage) => {
  /** Counts what was fetched until a text stands there: what is often needed next is loaded after it. */
  const untilShown = (text: string) => `
    new MutationObserver((_, observer) => {
      if (!document.body?.innerText.includes(${JSON.stringify(text)})) return;
      window.asked = performance.getEntriesByType('resource')
        .filter(({ transferSize }) => transferSize > 0).map(({ name }) => name);
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true, characterData: true });`;

  /** Opens a page on a slow line with an empty cache; tells when it could be read first, and what it asked for. */
  async function open(page: Page, path: string, text: string) {
    const line = await page.context().newCDPSession(page);
    await line.send('Network.enable');
    await line.send('Network.clearBrowserCache');
    await line.send('Network.emulateNetworkConditions', SLOW);
    await page.addInitScript(untilShown(text));
    await page.goto(`${stage().punctual.url}${path}`, { waitUntil: 'commit' });
    await shown(page, text);
    const asked = await page.evaluate<string[]>('window.asked');
    const readableMs = await page.evaluate<number>(
      'performance.getEntriesByName("first-contentful-paint")[0].startTime',
    );
    const twice = asked.filter((address, i) => asked.indexOf(address) !== i);
    return { readableMs, count: 1 + asked.length, twice };
  }

  const within = { readableMs: expect.any(Number), count: expect.any(Number), twice: [] };
  const expectQuick = (seen: Awaited<ReturnType<typeof open>>) => {
    expect(seen).toEqual(within);
    expect(seen.readableMs).toBeLessThan(READABLE_MS);
    expect(seen.count).toBeLessThanOrEqual(MOST_REQUESTS);
  };

  test('a stranger reads what this is within 1.5 s, by fewer than 30 requests, none of them twice', async () => {
    const { page, complaints } = await visit(stage().browser, 1_440);
    expectQuick(await open(page, '/', 'New here?'));
    expect(await page.locator('#first-paint').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test.each([
    ['/', 'Nothing needs your attention.', 'overview'],
    ['/jobs', 'Note 1', 'jobs'],
  ])('so does an owner of jobs at %s', async (path, text, name) => {
    const email = `slow-${name}@example.com`;
    const client = await newClient(stage().punctual.url, email);
    await call(client, createJob, { body: aNote('Note 1') });
    const { page } = await arrive(stage(), email, path);
    await shown(page, text);
    expectQuick(await open(page, path, text));
  });

  test('nothing moves by itself while jobs are searched and selected, however late the answers come', async () => {
    const client = await newClient(stage().punctual.url, 'shifts@example.com');
    for (let i = 10; i < 40; i += 1) await call(client, createJob, { body: aNote(`Note ${i}`) });
    const { page } = await arrive(stage(), 'shifts@example.com', '/jobs');
    await watchShifts(page);
    await page.reload();
    await shown(page, 'Note 12');
    const line = await page.context().newCDPSession(page);
    await line.send('Network.enable');
    await line.send('Network.emulateNetworkConditions', LATE);
    await page.evaluate('window.shifts.length = 0');
    await page.getByLabel('Select Note 10').check();
    await page.getByLabel('Select Note 12').check();
    await page.getByLabel('Search jobs').fill('note 3');
    await page.getByText('Note 10').first().waitFor({ state: 'detached' });
    await shown(page, 'Note 30');
    await page.getByLabel('Search jobs').fill('');
    await shown(page, 'Note 10');
    await page.getByLabel('Search jobs').fill('nothing like it');
    await shown(page, 'No jobs match these filters.');
    const shifts = await page.evaluate<{ value: number; of: string }[]>('window.shifts');
    const sum = shifts.reduce((total, { value }) => total + value, 0);
    expect(sum, shifts.map(({ value, of }) => `${value.toFixed(3)} ${of}`).join('\n')).toBeLessThan(
      MOST_SHIFT,
    );
  });
});
