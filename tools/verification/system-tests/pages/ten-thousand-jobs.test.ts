import { call } from '@punctual/contracts/api/client';
import { importJobs } from '@punctual/contracts/api/job-import-contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aNote, newClient } from '../../support/api-clients.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { arrive, shown } from '../../support/panel/people.ts';

const MANY = 10_000;
const SLOWER = 4;
/** Times that each table is scrolled, in turns, so that what else the machine does meets both. */
const ROUNDS = 3;
/** Frames of the list to frames of a bare table beside it: 0.9 is wanted, and the machine shakes the figure. */
const LEAST_SHARE = 0.75;

inBrowser('ten thousand jobs, in a browser', (stage) => {
  test('scroll smoothly', async () => {
    const email = 'ana-many@example.com';
    const client = await newClient(stage().punctual.url, email);
    for (let i = 0; i < MANY; i += 500) {
      const jobs = Array.from({ length: 500 }, (_, n) => aNote(`Job ${String(i + n).padStart(5, '0')}`));
      await call(client, importJobs, { body: { jobs } });
    }
    const { page, complaints } = await arrive(stage(), email, '/jobs?sort=name');
    await shown(page, 'Job 00000');
    const bare = await page.context().newPage();
    await bare.setContent(BARE_TABLE);
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      theirs.push(await scroll(bare));
      ours.push(await scroll(page));
    }
    const share = median(ours) / median(theirs);
    const list = (rates: number[]) => rates.map((fps) => fps.toFixed(0)).join(', ');
    console.log(
      `10,000 jobs, processor slowed ${SLOWER} times, frames a second: ${list(ours)}; a bare table of as many rows: ${list(theirs)}; ${share.toFixed(2)} of it`,
    );
    expect(share).toBeGreaterThan(LEAST_SHARE);
    await page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)');
    await shown(page, 'Job 09999');
    expect(await page.locator('tbody tr[data-row]').count()).toBeLessThan(60);
    expect(complaints).toEqual([]);
  });
});

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Scrolls a page from its top on a slowed processor; gives frames a second. */
async function scroll(page: Page): Promise<number> {
  await page.bringToFront();
  await page.evaluate('window.scrollTo(0, 0)');
  // The pointer of somebody who scrolls lies over what is scrolled.
  await page.mouse.move(700, 500);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const times = (await page.evaluate(SCROLL)) as number[];
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await session.detach();
  return (1_000 * times.length) / times.reduce((sum, ms) => sum + ms, 0);
}

/** Shows as many rows as text and nothing else: no script, no picture, no button. */
const BARE_TABLE = `<style>
  table { width: 100%; table-layout: fixed; border-collapse: collapse; font: 15px sans-serif }
  td { height: 52px; padding: 3px 12px; border-bottom: 1px solid #ddd }
</style><table>${Array.from(
  { length: MANY },
  (_, n) => `<tr><td><td>Job ${n}<td>Every 10 minutes<td>in 5 minutes<td>Completed<td>Enabled<td>…</tr>`,
).join('')}</table>`;

/** Scrolls as a wheel would for 120 frames; gives the time of each in ms. */
const SCROLL = `new Promise((done) => {
  const times = [];
  let last = performance.now();
  const step = (now) => {
    times.push(now - last);
    last = now;
    window.scrollBy(0, 90);
    if (times.length < 120) requestAnimationFrame(step);
    else done(times.slice(1));
  };
  requestAnimationFrame(step);
})`;
