import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { call, type Fetch } from '@punctual/contracts/api/client';
import { disableJob, runJob } from '@punctual/contracts/api/job-actions-contract';
import { createJob, getJob, listJobRuns } from '@punctual/contracts/api/jobs-contract';
import type { JobDraft } from '@punctual/contracts/jobs/job';
import type { RunStatus } from '@punctual/contracts/runs/run-status';
import { HOUR_MS } from '@punctual/contracts/time';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { aNote, newClient, PASSWORD } from '../../support/api-clients.ts';
import { expectAccessible, visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { arrive, logIn, SEEN_MS, shown } from '../../support/panel/people.ts';
import { enterAs } from '../../support/panel/showcase.ts';

const PHONE = 390;
const HOSTILE = '<script>alert(1)</script>';

/** Answers /fail with 503 and markup at once; whatever else is asked for waits for ever. */
const target: Server = createServer((request, response) => {
  if (request.url === '/fail') response.writeHead(503).end(`${HOSTILE}\n`.repeat(40));
});
await new Promise<void>((ready) => target.listen(0, '127.0.0.1', ready));
const { port } = target.address() as AddressInfo;
const allowed = { HTTP_ALLOWED_NETWORKS: '127.0.0.0/8', HTTP_ALLOWED_PORTS: String(port) };

/** In a zone that no machine for tests is in. */
const FAR_OFF = { kind: 'cron', expression: '0 9 * * MON', timezone: 'Asia/Kathmandu' } as const;

const KATHMANDU_MS = 5.75 * HOUR_MS;

const calling = (name: string, path: string, every = '1h'): JobDraft => ({
  ...{ name, task: { type: 'http', url: `http://localhost:${port}${path}` }, retry: { attempts: 1 } },
  schedule: { kind: 'interval', every },
});

inBrowser(
  'the runs, in a browser',
  (stage) => {
    afterAll(() => target.closeAllConnections());
    afterAll(() => target.close());

    const client = (email: string) => newClient(stage().punctual.url, email);
    const make = (of: Fetch, body: JobDraft) => call(of, createJob, { body });

    /** The newest run of a job that has this status. */
    async function runWith(of: Fetch, id: string, status: RunStatus) {
      const found = async () =>
        (await call(of, listJobRuns, { params: { id }, query: { status } })).data[0] ?? null;
      await expect.poll(found, { timeout: SEEN_MS }).not.toBeNull();
      return (await found()) as NonNullable<Awaited<ReturnType<typeof found>>>;
    }

    const dialog = (page: Page) => page.getByRole('dialog');

    test('that failed say why, in a drawer beside the list and on a page of their own', async () => {
      const ana = await client('ana-failed@example.com');
      const job = await make(ana, calling('Warehouse', '/fail'));
      await call(ana, runJob, { params: { id: job.id } });
      const run = await runWith(ana, job.id, 'FAILED');
      const { page, complaints } = await arrive(stage(), 'ana-failed@example.com', '/runs');
      await page.getByRole('checkbox', { name: 'Failed' }).click({ force: true });
      await page.waitForURL(/status=FAILED/);
      await page.getByRole('link', { name: /^Warehouse, run of/ }).click();
      await dialog(page)
        .getByText(/^Failed after 1 attempt: .*503/)
        .waitFor({ timeout: SEEN_MS });
      await dialog(page).getByText(HOSTILE).first().waitFor();
      await expectAccessible(page);
      await dialog(page)
        .getByRole('button', { name: /Show all/ })
        .click();
      await dialog(page).getByRole('link', { name: 'Open as a page' }).click();
      await page.waitForURL(new RegExp(`/runs/${run.id}$`));
      await page.getByRole('button', { name: 'Run again' }).click();
      await dialog(page)
        .getByText(/It calls GET/)
        .waitFor();
      await dialog(page).getByRole('button', { name: 'Run again' }).click();
      await shown(page, /^Run started\.$|^“Warehouse”: Failed\./);
      expect(complaints).toEqual([]);
    });

    test('lose nothing in a list: results can be read and selected, and "late" stands beside "Took"', async () => {
      const ana = await client('ana-lists@example.com');
      const job = await make(ana, calling('Warehouse', '/fail'));
      await call(ana, runJob, { params: { id: job.id } });
      await runWith(ana, job.id, 'FAILED');
      const { page } = await visit(stage().browser, 1_440);
      await page.route('**/users/runs?*', async (route) => {
        const response = await route.fetch();
        const { data, ...rest } = (await response.json()) as { data: object[] };
        const late = data.map((run) => ({ ...run, lateness: 76_000 }));
        await route.fulfill({ response, json: { ...rest, data: late } });
      });
      await page.goto(`${stage().punctual.url}/runs`);
      await logIn(page, { email: 'ana-lists@example.com', password: PASSWORD });
      const result = page.locator('td span[title]').last();
      await result.waitFor({ timeout: SEEN_MS });
      expect(await result.getAttribute('title')).toMatch(/503/);
      const words = await result.boundingBox();
      const [x, y] = [(words?.x ?? 0) + 2, (words?.y ?? 0) + 8];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 60, y, { steps: 4 });
      await page.mouse.up();
      expect(await page.evaluate('getSelection().toString().trim()')).not.toBe('');
      expect(await dialog(page).count()).toBe(0);
      const box = (text: RegExp) => page.locator('td').filter({ hasText: text }).last();
      const late = await box(/late$/).locator('> *').boundingBox();
      const took = await box(/^[\d.]+ (ms|s)$/).boundingBox();
      expect((late?.x ?? 0) + (late?.width ?? 0)).toBeLessThanOrEqual(took?.x ?? 0);
      await page.evaluate('getSelection().empty()');
      await box(/late$/).click();
      await dialog(page)
        .getByText(/^Failed after 1 attempt/)
        .waitFor({ timeout: SEEN_MS });

      await page.keyboard.press('Escape');
      await page.setViewportSize({ width: 320, height: 900 });
      const card = page.locator('li[data-row]').first();
      await card.waitFor();
      const outside = await card.evaluate((element) => {
        const { right } = element.getBoundingClientRect();
        return [...element.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > right)
          .length;
      });
      expect(outside).toBe(0);
    });

    test('that go on can be canceled, on a phone too', async () => {
      const ana = await client('ana-cancel@example.com');
      const job = await make(ana, calling('Never ends', '/wait'));
      await call(ana, runJob, { params: { id: job.id } });
      const run = await runWith(ana, job.id, 'RUNNING');
      const { page, complaints } = await arrive(stage(), 'ana-cancel@example.com', '/runs', { width: PHONE });
      await page.getByRole('link', { name: /^Never ends, run of/ }).click();
      await page.waitForURL(new RegExp(`/runs/${run.id}$`));
      await page.getByRole('button', { name: 'Cancel run' }).click();
      await dialog(page).getByRole('button', { name: 'Cancel run' }).click();
      await shown(page, 'You canceled it.');
      await runWith(ana, job.id, 'CANCELED');
      await expectAccessible(page);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE);
      expect(complaints).toEqual([]);
    });

    test('that are started from a job’s page show their result in its head and in the toast', async () => {
      const ana = await client('ana-now@example.com');
      const job = await make(ana, calling('Probe', '/fail'));
      const { page, complaints } = await arrive(stage(), 'ana-now@example.com', `/jobs/${job.id}`);
      await shown(page, 'Not run yet.');
      await page.getByRole('button', { name: 'Run now' }).click();
      await dialog(page).getByRole('button', { name: 'Run now' }).click();
      await shown(page, /^“Probe”: Failed\. .*503/);
      await page.getByRole('link', { name: 'Open the last run' }).click();
      await dialog(page).getByText('What was asked for').waitFor({ timeout: SEEN_MS });
      await dialog(page).getByText(`GET http://localhost:${port}/fail`).waitFor();
      await dialog(page).getByText('By hand, by you').waitFor();
      await page.keyboard.press('Escape');
      await dialog(page).waitFor({ state: 'hidden' });
      expect(await page.getByRole('search').count()).toBe(0);
      await expect.poll(() => page.getByText('Planned', { exact: true }).count()).toBe(1);
      await page.locator('[data-row-link]').focus();
      await page.keyboard.press('w');
      await dialog(page)
        .getByText(/^Failed after 1 attempt/)
        .waitFor({ timeout: SEEN_MS });
      await page.keyboard.press('Escape');
      await dialog(page).waitFor({ state: 'hidden' });
      const focused = () => page.evaluate('document.activeElement?.hasAttribute("data-row-link")');
      await expect.poll(focused).toBe(true);
      expect(complaints).toEqual([]);
    });

    test('of a job are walked by [ and ], beside the list and on a page, and read in another zone by t', async () => {
      const ana = await client('ana-walk@example.com');
      const job = await make(ana, { ...aNote('Weekly'), schedule: FAR_OFF, overlap: 'allow' });
      const ids: string[] = [];
      for (let count = 0; count < 3; count += 1)
        ids.push((await call(ana, runJob, { params: { id: job.id } })).id);
      const [first, second] = ids as [string, string];
      await expect
        .poll(async () => (await call(ana, getJob, { params: { id: job.id } })).counts.completed, {
          timeout: SEEN_MS,
        })
        .toBe(3);
      const { page, complaints } = await arrive(stage(), 'ana-walk@example.com', `/jobs/${job.id}`);
      await shown(page, 'Based on 3 runs.');
      await shown(page, 'Now');
      await page.keyboard.press('t');
      await page.waitForURL(/tz=yours/);
      await page.locator('[data-row-link]').last().click();
      await dialog(page).getByText('Receipt').waitFor({ timeout: SEEN_MS });
      await dialog(page).getByRole('button', { name: 'Next run of this job', disabled: false }).waitFor();
      await page.keyboard.press(']');
      await page.waitForURL(new RegExp(`run=${second}`));
      await dialog(page).getByRole('button', { name: 'Previous run of this job' }).click();
      await page.waitForURL(new RegExp(`run=${first}`));
      await dialog(page).getByText('Receipt').waitFor();
      await expectAccessible(page);
      await dialog(page).getByRole('link', { name: 'Open as a page' }).click();
      await page.waitForURL(new RegExp(`/runs/${first}$`));
      await dialog(page).waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Next run of this job', disabled: false }).waitFor();
      await page.keyboard.press(']');
      await page.waitForURL(new RegExp(`/runs/${second}$`));
      await page.getByRole('button', { name: 'Previous run of this job', disabled: false }).waitFor();
      await page.keyboard.press('[');
      await page.waitForURL(new RegExp(`/runs/${first}$`));
      await page.keyboard.press('?');
      await dialog(page).getByText('Next run of this job').waitFor();
      await expectAccessible(page);
      expect(complaints).toEqual([]);
    });

    test('of others lead an administrator on to runs that she may see', async () => {
      const ana = await client('ana-held@example.com');
      const stuck = await make(ana, calling('Stuck too', '/wait', '1s'));
      const held = await runWith(ana, stuck.id, 'SKIPPED');
      const { page, complaints } = await visit(stage().browser, 1_440);
      await enterAs('admin', page, stage().punctual.url);
      await page.goto(`${stage().punctual.url}/admin/runs/${held.id}`);
      await page.getByRole('link', { name: 'that run' }).click();
      await page.waitForURL(new RegExp(`/admin/runs/${held.blockedBy}$`));
      await page.getByRole('heading', { level: 1, name: 'Stuck too' }).waitFor({ timeout: SEEN_MS });
      expect(complaints).toEqual([]);
    });

    test('and instants without one are explained: ran, held up, disabled, never planned', async () => {
      const ana = await client('ana-why@example.com');
      const note = await make(ana, {
        ...aNote('Each second'),
        schedule: { kind: 'interval', every: '1s' },
      });
      const stuck = await make(ana, calling('Stuck', '/wait', '1s'));
      const ran = await runWith(ana, note.id, 'COMPLETED');
      const held = await runWith(ana, stuck.id, 'SKIPPED');
      const off = await make(ana, aNote('Off'));
      await call(ana, disableJob, { params: { id: off.id } });
      const { page, complaints } = await arrive(stage(), 'ana-why@example.com', `/runs/${ran.id}`);
      await page.getByRole('button', { name: 'Why?' }).click();
      await dialog(page)
        .getByText(/^Ran at .* after it was due\./)
        .waitFor({ timeout: SEEN_MS });
      await page.goto(`${stage().punctual.url}/runs/${held.id}`);
      await page.getByRole('button', { name: 'Why?' }).click();
      await dialog(page)
        .getByText(/^Skipped: the run of .* was still going\./)
        .waitFor({ timeout: SEEN_MS });
      await dialog(page)
        .getByRole('link', { name: /Change what happens when runs overlap/ })
        .waitFor();
      await expectAccessible(page);
      await page.goto(`${stage().punctual.url}/jobs/${off.id}`);
      await page.getByRole('button', { name: 'Actions for Off' }).click();
      await page.getByRole('menuitem', { name: 'Why?' }).click();
      const at = dialog(page).getByLabel('Date and time');
      await at.fill('2090-01-01T00:00');
      await dialog(page)
        .getByText(/^Will not run: the job has been disabled/)
        .waitFor({ timeout: SEEN_MS });
      await at.fill('2089-06-01T12:00');
      await dialog(page)
        .getByText(/^Not planned: the schedule has no run at this time/)
        .waitFor();
      expect(complaints).toEqual([]);
    });

    test('by hand are explained by the second that is shown of them, with the day as the panel writes it', async () => {
      const ana = await client('ana-second@example.com');
      const job = await make(ana, { ...aNote('Weekly'), schedule: FAR_OFF });
      await call(ana, runJob, { params: { id: job.id } });
      const ran = await runWith(ana, job.id, 'COMPLETED');
      const { page, complaints } = await arrive(stage(), 'ana-second@example.com', `/jobs/${job.id}`);
      await page.getByRole('button', { name: 'Actions for Weekly' }).click();
      await page.getByRole('menuitem', { name: 'Why?' }).click();
      const at = dialog(page).getByLabel('Date and time');
      await at.fill('2031-06-01T12:00');
      await dialog(page)
        .getByText(/Nearest: .* on Mon 26 May 2031 and .* on Mon 2 Jun 2031\.$/)
        .waitFor({ timeout: SEEN_MS });
      const second = new Date(Date.parse(ran.scheduledFor) + KATHMANDU_MS).toISOString().slice(0, 19);
      await at.fill(second);
      await dialog(page)
        .getByText(/^Ran at .* after it was due\./)
        .waitFor({ timeout: SEEN_MS });
      expect(complaints).toEqual([]);
    });
  },
  allowed,
);
