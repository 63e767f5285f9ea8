import { randomBytes } from 'node:crypto';
import { call } from '@punctual/contracts/api/client';
import { listJobs } from '@punctual/contracts/api/jobs-contract';
import { expect, test } from 'vitest';
import { clientOf, PASSWORD } from '../../support/api-clients.ts';
import { expectAccessible, visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { register, SEEN_MS, shown } from '../../support/panel/people.ts';

const WIDTHS = [320, 1_440];
const CANARY = 'canary-7b1f2e';
const SETTINGS = { SECRETS_KEY: randomBytes(32).toString('base64') };
const CRONTAB = `MAILTO=ana@example.com
# Nightly report
0 2 * * * curl -fsS https://example.com/report >/dev/null 2>&1
*/5 * * * * curl -sX POST -H 'Authorization: Bearer ${CANARY}' -d 'a=1' https://example.com/hook
0 4 * * * /usr/bin/backup --all
`;

inBrowser(
  'a crontab',
  (stage) => {
    test.each(WIDTHS)(
      'at %i px is reviewed and becomes disabled jobs, all or none, with sealed secrets',
      async (width) => {
        const email = `crontab-${width}@example.com`;
        const { page, complaints } = await visit(stage().browser, width);
        const crontab = page.getByLabel('Crontab', { exact: true }).first();
        const { url } = stage().punctual;
        const made = async () => {
          const client = await clientOf(url, { email, password: PASSWORD });
          return (await call(client, listJobs, { query: { sort: 'name' } })).data;
        };
        await register(page, url, email);
        await page.getByRole('link', { name: 'Import a crontab' }).click();
        await page.getByRole('button', { name: 'Import jobs' }).click();
        await shown(page, 'Paste a crontab with at least one line');

        await page
          .getByRole('textbox', { name: 'Crontab' })
          .fill(`${CRONTAB}0 9 30 2 * curl https://example.com/never\n`);
        await shown(page, /every day at 0?2:00/i);
        await shown(page, 'Punctual calls URLs and sends mail, it runs no commands.');
        await expectAccessible(page);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        await page.getByRole('button', { name: 'Import 3 jobs' }).click();
        await shown(page, 'Nothing was imported: 1 line needs your attention.');
        const wrong = page.getByRole('row').filter({ hasText: 'example.com/never' });
        expect(await wrong.textContent()).toMatch(/^6.*never runs/);
        expect(await made()).toEqual([]);

        await page.getByRole('textbox', { name: 'Crontab' }).fill(CRONTAB);
        await shown(page, 'Becomes a secret, kept encrypted and never shown again: Authorization');
        await page.getByLabel('Import line 3').uncheck();
        await page.getByRole('button', { name: 'Import 1 job' }).waitFor();
        await page.getByLabel('Import line 3').check();
        await page.getByLabel('Name of the job of line 4').fill('Hook');
        await page.getByRole('button', { name: 'Import 2 jobs' }).dblclick();
        await shown(page, '2 jobs imported, disabled: your crontab still runs them.');
        await page.getByRole('link', { name: 'Nightly report' }).first().waitFor({ timeout: SEEN_MS });
        expect((await made()).map(({ name, enabled }) => [name, enabled])).toEqual([
          ['Hook', false],
          ['Nightly report', false],
        ]);
        expect(JSON.stringify(await made())).toContain('Bearer {{ secrets.AUTHORIZATION }}');
        expect(JSON.stringify(await made())).not.toContain(CANARY);
        await page.getByRole('button', { name: 'Enable all' }).click();
        await shown(page, 'Enabled 2 jobs.');
        expect((await made()).every(({ enabled }) => enabled)).toBe(true);
        await page.getByRole('link', { name: 'Import a crontab' }).click();
        await crontab.waitFor();
        expect(complaints.filter((text) => !/status of 422/.test(text))).toEqual([]);
      },
    );
  },
  SETTINGS,
);
