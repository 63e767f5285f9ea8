import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { NO_LIMITS } from '@punctual/testing/backing/no-limits';
import { expect, test } from 'vitest';
import { PASSWORD } from '../support/api-clients.ts';
import { visit } from '../support/panel/browser.ts';
import { inBrowser } from '../support/panel/in-browser.ts';
import { press } from '../support/panel/panel-page.ts';
import { shown } from '../support/panel/people.ts';
import { PICTURES, takePicture } from './picture.ts';

const FOLDER = join(PICTURES, 'first-email');
const SUBJECT = 'Punctual works';
/** The trial is due a minute after the press; the run and the mail follow at once. */
const DUE_MS = 90_000;

inBrowser(
  'pictures',
  (stage) => {
    test('of the way from the first page to an email that arrived', async () => {
      const { browser, punctual } = stage();
      const { page, complaints } = await visit(browser, 390);
      await rm(FOLDER, { recursive: true, force: true });
      await mkdir(FOLDER, { recursive: true });
      let count = 0;
      let spentOnPictures = 0;
      const step = async (name: string) => {
        const begun = performance.now();
        count += 1;
        await takePicture(page, join(FOLDER, `${String(count).padStart(2, '0')}-${name}.png`));
        spentOnPictures += performance.now() - begun;
      };
      const begun = performance.now();
      await page.goto(punctual.url);
      await shown(page, 'New here?');
      await step('first-page');
      await page.getByRole('link', { name: 'Create an account' }).click();
      await shown(page, 'Have an account?');
      await step('register');
      await page.getByLabel('Email').fill('ana@example.com');
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await step('register-filled-in');
      await press(page, 'Create account');
      await shown(page, 'What should happen, and when?');
      await step('no-jobs-yet');
      await page.getByText('Try it: send yourself an email in one minute').click();
      await shown(page, /1 min after you press/);
      await step('form-filled-in');
      await press(page, 'Schedule job');
      await page.getByRole('heading', { level: 1, name: SUBJECT }).waitFor();
      await shown(page, /^This job has not run yet/);
      await step('job-counts-down');
      await page.locator('[data-status=COMPLETED]').first().waitFor({ timeout: DUE_MS });
      await punctual.mail.whenCount(1);
      await shown(page, 'Completed');
      await step('job-completed');
      const spent = performance.now() - begun - spentOnPictures;
      const [mail] = await punctual.mail.messages();
      expect(mail).toMatchObject({ subject: SUBJECT, to: ['ana@example.com'] });
      await page.goto(punctual.mail.pageUrl);
      await shown(page, SUBJECT);
      await step('mail-arrived');
      console.log(`${count} pictures, ${(spent / 1_000).toFixed(1)} s without the time for the pictures`);
      expect(complaints).toEqual([]);
    });
  },
  NO_LIMITS,
);
