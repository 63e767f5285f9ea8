import { readFile } from 'node:fs/promises';
import { call } from '@punctual/contracts/api/client';
import { createJob } from '@punctual/contracts/api/jobs-contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aNote, newClient } from '../../support/api-clients.ts';
import { expectAccessible, visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { arrive, shown } from '../../support/panel/people.ts';
import { enterAs } from '../../support/panel/showcase.ts';

const PHONE = 390;

inBrowser('working with many', (stage) => {
  /** Makes an account with jobs of these names, and comes to their list. */
  async function withJobs(email: string, names: readonly string[], width = 1_440) {
    const of = await newClient(stage().punctual.url, email);
    for (const name of names) await call(of, createJob, { body: { ...aNote(name), tags: ['old'] } });
    const { page, complaints } = await arrive(stage(), email, '/jobs', { width });
    await page
      .getByRole('link', { name: names[0] ?? '' })
      .first()
      .waitFor();
    return { page, complaints, of };
  }

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  /** Saves the list of a page as a file, and reads its lines. */
  async function download(page: Page): Promise<{ name: string; lines: string[] }> {
    const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Download CSV')]);
    const text = await readFile(await file.path(), 'utf8');
    return { name: file.suggestedFilename(), lines: text.trimEnd().split('\r\n') };
  }

  test('a list is saved as the file of what one sees: filtered, sorted, readable for spreadsheets', async () => {
    const { page, complaints } = await withJobs('csv@example.com', ['=Alpha', 'Beta', 'Gamma']);
    await page.getByLabel('Order').selectOption('Name, Z to A');
    await page.getByLabel('Search jobs').fill('a');
    const { name, lines } = await download(page);
    expect(name).toMatch(/^punctual-jobs-\d{4}-\d\d-\d\d\.csv$/);
    expect(lines.map((line) => line.split(',')[1])).toEqual(['name', 'Gamma', 'Beta', "'=Alpha"]);
    expect(lines[0]).toMatch(/^\ufeffid,/);
    await shown(page, 'The list is saved as a file.');
    expect(complaints).toEqual([]);
  });

  test('administrators save everybody’s jobs and runs, and the audit log, also on a phone', async () => {
    const { page, complaints } = await visit(stage().browser, PHONE);
    await enterAs('admin', page, stage().punctual.url);
    for (const [path, column] of [
      ['/admin/jobs', 'owner'],
      ['/admin/runs', 'owner'],
      ['/admin/audit', 'actor'],
    ] as const) {
      await page.goto(`${stage().punctual.url}${path}`);
      const { lines } = await download(page);
      expect(lines[0]?.split(',')).toContain(column);
      await expectAccessible(page);
    }
    expect(complaints).toEqual([]);
  });
});
