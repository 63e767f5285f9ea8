import { readFile } from 'node:fs/promises';
import { call, type Fetch } from '@punctual/contracts/api/client';
import { editJob } from '@punctual/contracts/api/job-actions-contract';
import { createJob, listJobs } from '@punctual/contracts/api/jobs-contract';
import { listRuns } from '@punctual/contracts/api/runs-contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aNote, newClient } from '../../support/api-clients.ts';
import { expectAccessible, visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { arrive, shown } from '../../support/panel/people.ts';
import { enterAs } from '../../support/panel/showcase.ts';

const PHONE = 390;
/** Narrower lists select nothing. */
const TABLET = 820;

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

  /** Types into the palette. */
  async function search(page: Page, text: string): Promise<void> {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByLabel('Search and commands').last().fill(text);
  }

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

  const tagsOf = async (of: Fetch) =>
    Object.fromEntries((await call(of, listJobs, {})).data.map(({ name, tags }) => [name, tags]));
  const enabledOf = async (of: Fetch) => (await call(of, listJobs, {})).data.map(({ enabled }) => enabled);

  test.each([TABLET, 1_440])(
    'at %i px tags of selected jobs are added and removed, and those that fail are named',
    async (width) => {
      const { page, complaints, of } = await withJobs(
        `tags-${width}@example.com`,
        ['One', 'Two', 'Full'],
        width,
      );
      const full = (await call(of, listJobs, { query: { q: 'Full' } })).data[0]?.id ?? '';
      const many = Array.from({ length: 20 }, (_, n) => `t${n}`);
      await call(of, editJob, { params: { id: full }, body: { tags: many } });
      for (const name of ['One', 'Two', 'Full'])
        await page.getByLabel(`Select ${name}`).check({ force: true });
      await press(page, 'Tags');
      await page.getByLabel('Tags', { exact: true }).fill('new, newer');
      await expectAccessible(page);
      await press(page, 'Change 3 jobs');
      await shown(page, 'Tagged 2 jobs; 1 could not be tagged.');
      expect(await tagsOf(of)).toEqual({
        One: ['old', 'new', 'newer'],
        Two: ['old', 'new', 'newer'],
        Full: many,
      });
      await press(page, 'Show');
      await shown(page, 'A job has at most 20 tags.');
      await press(page, 'Close');

      for (const name of ['One', 'Two']) await page.getByLabel(`Select ${name}`).check({ force: true });
      await press(page, 'Tags');
      await page.getByText('Remove tags').click();
      await page.getByLabel('Tags of the jobs shown').getByRole('button', { name: 'old' }).click();
      await press(page, 'Change 2 jobs');
      await shown(page, 'Removed the tags from 2 jobs.');
      expect(await tagsOf(of)).toEqual({ One: ['new', 'newer'], Two: ['new', 'newer'], Full: many });
      expect(complaints).toEqual([]);
    },
  );

  test('what was enabled is disabled again by undo, and what was disabled enabled, only where it was changed', async () => {
    const { page, complaints, of } = await withJobs('undo@example.com', ['One', 'Two']);
    await page.getByLabel('Two is enabled').click({ force: true });
    await shown(page, '“Two” disabled.');
    await press(page, 'Enable again');
    await shown(page, '“Two” enabled.');
    await expect.poll(() => enabledOf(of)).toEqual([true, true]);

    await page.getByLabel('Two is enabled').click({ force: true });
    await expect.poll(() => enabledOf(of)).toEqual([false, true]);
    for (const name of ['One', 'Two']) await page.getByLabel(`Select ${name}`).check({ force: true });
    await page.getByLabel('Actions on the selected jobs').getByRole('button', { name: 'Enable' }).click();
    await press(page, 'Enable 2 jobs');
    await shown(page, 'Enabled 1 job; 1 unchanged.');
    await press(page, 'Undo');
    await shown(page, 'Disabled 1 job.');
    await expect.poll(() => enabledOf(of)).toEqual([false, true]);
    expect(complaints).toEqual([]);
  });

  test.each([PHONE, 1_440])(
    'at %i px a view keeps filters under a name, for this account, and is found everywhere',
    async (width) => {
      const { page, complaints } = await withJobs(`views-${width}@example.com`, ['One', 'Two'], width);
      await page.getByLabel('Order').selectOption('Name, Z to A');
      await press(page, 'Views');
      await page.getByLabel('Save this view as').fill('From the end');
      await expectAccessible(page);
      await page.keyboard.press('Enter');
      const view = page.getByRole('link', { name: 'From the end' });
      await view.waitFor();
      expect(await view.getAttribute('aria-current')).toBe('true');

      await page.goto(`${stage().punctual.url}/jobs?show=failing`);
      await press(page, 'Views');
      await view.click();
      await page.waitForURL(/\/jobs\?sort=-name$/);
      await page.goto(`${stage().punctual.url}/runs`);
      await page.getByRole('heading', { name: 'Runs', exact: true }).waitFor();
      await search(page, 'from the');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/jobs\?sort=-name$/);
      await press(page, 'Views');
      await page.getByLabel('Remove view “From the end”').click();
      await shown(page, 'No views yet.');
      expect(complaints).toEqual([]);
    },
  );

  test('the palette runs, disables and enables what it finds, and opens a job or a run by its id', async () => {
    const { page, of } = await withJobs('palette@example.com', ['Monday report', 'Other']);
    const isEnabled = async () => (await call(of, listJobs, { query: { q: 'Monday' } })).data[0]?.enabled;
    await search(page, 'disable monday');
    await page.getByText('Disable “Monday report”').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await shown(page, '“Monday report” disabled.');
    expect(await isEnabled()).toBe(false);
    await search(page, 'monday');
    await page.getByText('Enable “Monday report”').waitFor();
    await page.getByText('Enable “Monday report”').click();
    await expect.poll(isEnabled).toBe(true);

    await search(page, 'run monday');
    await page.getByText('Run “Monday report” now').click();
    await press(page, 'Run now');
    await shown(page, /Run started|Completed/);
    const [run] = (await call(of, listRuns, {})).data;
    for (const [id, path] of [
      [run?.jobId, 'jobs'],
      [run?.id, 'runs'],
    ] as const) {
      await search(page, `see /x/${id}?`);
      await page.getByText(/(Job|Run of) “Monday report”/).click();
      await page.waitForURL(new RegExp(`/${path}/${id}$`));
    }
  });
});
