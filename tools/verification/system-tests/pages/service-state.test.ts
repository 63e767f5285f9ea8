import { call } from '@punctual/contracts/api/client';
import { createJob } from '@punctual/contracts/api/jobs-contract';
import { listRuns } from '@punctual/contracts/api/runs-contract';
import { startMailSink } from '@punctual/testing/backing/mail-sink';
import { startPrivateRedis } from '@punctual/testing/backing/private-redis';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { aNote, newClient, PASSWORD } from '../../support/api-clients.ts';
import { expectAccessible, visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { logIn, register, SEEN_MS, scheduleEmail, shown } from '../../support/panel/people.ts';
import { ADMIN } from '../../support/panel/punctual.ts';

const WIDE = 1_440;
const PHONE = 390;
const CAUGHT = 'Mail is caught here, not delivered:';
const often = { kind: 'cron' as const, expression: '*/2 * * * * *', timezone: 'UTC' };

inBrowser(
  'what of the service does not work',
  (stage) => {
    const url = () => stage().punctual.url;

    async function open(login: { email: string; password: string }, path: string, width = WIDE) {
      const { page } = await visit(stage().browser, width);
      await page.goto(`${url()}${path}`);
      await logIn(page, login);
      return page;
    }

    const gone = (page: Page, text: string | RegExp) =>
      page.getByText(text).first().waitFor({ state: 'hidden', timeout: SEEN_MS });
    const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

    test.each([PHONE, WIDE])(
      'at %i px the form, the job and the run say that mail is caught, and where',
      async (width) => {
        const { page } = await visit(stage().browser, width);
        await register(page, url(), `caught-${width}@example.com`);
        await scheduleEmail(page, 'Standup');
        const link = page.getByRole('link', { name: `open ${stage().punctual.mail.pageUrl}` });
        await page.getByRole('heading', { level: 1, name: 'Standup' }).waitFor({ timeout: SEEN_MS });
        await shown(page, CAUGHT);
        await shown(page, 'The mail server took it');
        await expectAccessible(page);
        await page
          .getByRole('link', { name: /run of/i })
          .first()
          .click();
        await shown(page, /^Ran at .* The mail server took it\.$/);
        expect(await link.last().getAttribute('href')).toBe(stage().punctual.mail.pageUrl);
        await page.goto(`${url()}/jobs/new?task=email`);
        await shown(page, CAUGHT);
        await expectAccessible(page);
      },
    );

    test('a mail server that is away is told to owners and administrators, and a run says when it is tried again', async () => {
      const { mail } = stage().punctual;
      const email = 'mail-away@example.com';
      const ana = await newClient(url(), email);
      await mail.close();
      const task = { type: 'email' as const, to: [email], subject: 'Hello', text: 'Hello' };
      const schedule = { kind: 'once' as const, at: new Date().toISOString() };
      const { id } = await call(ana, createJob, { body: { name: 'Mail', task, schedule } });
      const runs = async () => (await call(ana, listRuns, { query: { jobId: id } })).data;
      await expect
        .poll(async () => (await runs())[0]?.attempts.length, { timeout: SEEN_MS })
        .toBeGreaterThan(0);
      const page = await open({ email, password: PASSWORD }, `/runs/${(await runs())[0]?.id}`);
      await shown(page, /The mail server cannot be reached\. Next attempt at \d/);
      await shown(page, /The mail server has been out of reach since .* Emails are tried again/);
      const network = new RegExp(`ECONNREFUSED|127\\.0\\.0\\.1:${mail.smtpPort}`);
      expect(await page.getByText(network).count()).toBe(0);
      const health = await open(ADMIN, '/admin/health');
      await row(health, 'Mail server').getByText('Does not answer').waitFor({ timeout: SEEN_MS });
      await row(health, 'Mail server')
        .getByText(/last error .* ago: The mail server cannot be reached\./)
        .waitFor();
      await shown(health, /^The mail server has been out of reach for \d+ s\. Emails are tried again/);
      await expectAccessible(health);
      const back = await startMailSink({ smtpPort: mail.smtpPort });
      onTestFinished(() => back.stop());
      await row(health, 'Mail server')
        .getByText('Alive')
        .waitFor({ timeout: 3 * SEEN_MS });
      await shown(health, 'All parts answer.');
      await gone(page, /has been out of reach/);
    });

    test('while Redis is away owners and administrators read that due runs wait, how many and since when', async () => {
      const { redis } = stage().punctual;
      const email = 'redis-away@example.com';
      const ana = await newClient(url(), email);
      await call(ana, createJob, { body: { ...aNote('Tick'), schedule: often } });
      const page = await open({ email, password: PASSWORD }, '/overview');
      const health = await open(ADMIN, '/admin/health');
      await row(health, 'Redis').getByText('Alive').waitFor({ timeout: SEEN_MS });
      await redis.stop();
      await shown(page, /Due runs have been waiting since .*nothing is lost\./);
      await shown(page, /^\d+ runs? (is|are) overdue\.$/);
      await shown(
        health,
        /^Redis has been out of reach for \d+ s\. Due runs wait until it is back; nothing is lost\.$/,
      );
      await row(health, 'Redis').getByText('Does not answer').waitFor();
      await expectAccessible(page);
      await expectAccessible(health);
      const back = await startPrivateRedis({ port: redis.port });
      onTestFinished(() => back.stop());
      await row(health, 'Redis').getByText('Alive').waitFor({ timeout: SEEN_MS });
      await gone(page, /have been waiting/);
      await gone(page, /overdue/);
    });
  },
  (mail) => ({ SMTP_URL: `${mail.smtpUrl}?caught=${encodeURIComponent(mail.pageUrl)}` }),
);
