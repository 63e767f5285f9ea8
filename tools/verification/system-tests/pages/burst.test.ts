import { call, type Fetch } from '@punctual/contracts/api/client';
import { runJob } from '@punctual/contracts/api/job-actions-contract';
import { createJob, listJobRuns } from '@punctual/contracts/api/jobs-contract';
import { NO_LIMITS } from '@punctual/testing/backing/no-limits';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aNote, newClient } from '../../support/api-clients.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { arrive, SEEN_MS, shown } from '../../support/panel/people.ts';

const MANY = 50;

inBrowser(
  'fifty runs at once',
  (stage) => {
    /** Somebody with three runs of the past and fifty jobs that are about to run. */
    async function busy(email: string) {
      const client = await newClient(stage().punctual.url, email);
      const make = (name: string) => call(client, createJob, { body: aNote(name) });
      const calm = await Promise.all(['First', 'Second', 'Third'].map(make));
      for (const { id } of calm) await ran(client, id);
      const jobs = await Promise.all(Array.from({ length: MANY }, (_, i) => make(`Busy ${i + 10}`)));
      return { client, jobs };
    }

    async function ran(client: Fetch, id: string) {
      await call(client, runJob, { params: { id } });
      const statuses = async () =>
        (await call(client, listJobRuns, { params: { id }, query: {} })).data.map(({ status }) => status);
      await expect.poll(statuses, { timeout: SEEN_MS }).toEqual(['COMPLETED']);
    }

    const placesOf = (page: Page) =>
      page.evaluate<[string, number][]>(
        "[...document.querySelectorAll('[data-row]')].map((row) => [row.dataset.row, row.getBoundingClientRect().top])",
      );
    const focused = (page: Page) => page.evaluate<string>('document.activeElement.textContent');

    test('are counted above a list that somebody reads: no row moves, and the focus stays', async () => {
      const { client, jobs } = await busy('ana-reads@example.com');
      const { page, complaints } = await arrive(stage(), 'ana-reads@example.com', '/runs', { listens: true });
      await shown(page, 'First');
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      const [before, focus] = [await placesOf(page), await focused(page)];
      expect(before).toHaveLength(3);
      await Promise.all(jobs.map(({ id }) => call(client, runJob, { params: { id } })));
      const pill = page.getByRole('button', { name: `${MANY} new runs` });
      await pill.waitFor({ timeout: SEEN_MS });
      // The pill has its own line, which is all that comes above the rows.
      expect(await placesOf(page)).toEqual(before);
      expect(await focused(page)).toBe(focus);
      await pill.click();
      await expect.poll(async () => (await placesOf(page)).length).toBe(before.length + MANY);
      expect(complaints).toEqual([]);
    });

    test('leave the rows of jobs where they are, and a menu that is open, open', async () => {
      const { client, jobs } = await busy('ana-chooses@example.com');
      const { page, complaints } = await arrive(
        stage(),
        'ana-chooses@example.com',
        '/jobs?q=Busy&sort=name',
        { listens: true },
      );
      await page.getByRole('button', { name: 'Actions for Busy 12' }).click();
      const item = page.getByRole('menuitem', { name: 'Delete' });
      await item.waitFor();
      await page.keyboard.press('ArrowDown');
      const [before, focus] = [await placesOf(page), await focused(page)];
      await Promise.all(jobs.map(({ id }) => call(client, runJob, { params: { id } })));
      const done = page.locator('[data-row] [data-status=COMPLETED]');
      await expect.poll(() => done.count(), { timeout: SEEN_MS }).toBe(before.length);
      expect(await placesOf(page)).toEqual(before);
      expect([await item.isVisible(), await focused(page)]).toEqual([true, focus]);
      expect(complaints).toEqual([]);
    });
  },
  NO_LIMITS,
);
