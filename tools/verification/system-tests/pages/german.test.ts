import { call } from '@punctual/contracts/api/client';
import { createJob } from '@punctual/contracts/api/jobs-contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aNote, newClient, PASSWORD } from '../../support/api-clients.ts';
import { violationsOf, visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { fits, settled, widest } from '../../support/panel/page-checks.ts';
import { SEEN_MS, shown } from '../../support/panel/people.ts';

/** Words that English sentences can hardly do without, and that no German text has. */
const ENGLISH =
  /\b(the|is|are|of|and|not|with|your|you|no|next|last|all|every|at|to|by|it|run|runs|show|save|new)\b/i;
/** Pages, and what stands on them when all of it is there. */
const PAGES: [path: string, shows: string][] = [
  ['/overview', 'Jetzt fällig|Es gibt nichts zu beachten'],
  ['/jobs', 'Erinnerung'],
  ['/jobs/new', 'Was'],
  ['/jobs/import', 'Crontab importieren'],
  ['/runs', 'Noch ist nichts gelaufen'],
  ['/calendar', 'Heute'],
  ['/calendar?view=week', 'Heute'],
  ['/calendar?view=hours', 'Die letzten und die nächsten 24 Stunden'],
  ['/developers', 'Keine API-Schlüssel'],
  ['/settings', 'Zweiter Faktor'],
  ['/settings?tab=sessions', 'Diese Anmeldung'],
  ['/settings?tab=keys', 'Keine API-Schlüssel'],
  ['/settings?tab=shortcuts', 'Kürzel aus einer Taste'],
];
const dictionariesOf = (page: Page): Promise<number> =>
  page.evaluate(
    "performance.getEntriesByType('resource').filter(({ name }) => /dictionary/.test(name)).length",
  );

/** Lists the lines of the page that hold English: what is shown, and what is only spoken. Commands are no language. */
async function englishOn(page: Page): Promise<string[]> {
  const lines = await page.evaluate<string[]>(`(commands => [
    ...document.querySelector('#root').innerText.split('\\n').filter((line) => !commands.includes(line)),
    ...[...document.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label')),
  ])([...document.querySelectorAll('pre')].map((one) => one.innerText).join('\\n'))`);
  return lines.filter((line) => ENGLISH.test(line));
}

inBrowser('the panel in German', (stage) => {
  async function logIn(page: Page, path: string, email: string): Promise<void> {
    await page.goto(`${stage().punctual.url}${path}`);
    await page.getByLabel('E-Mail').fill(email);
    await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.waitForURL(({ pathname }) => pathname !== '/login', { timeout: SEEN_MS });
  }

  test.each([390, 1_440])(
    'a German browser shows each page in German, at %i px without overflow',
    async (width) => {
      const email = `german-${width}@example.com`;
      const client = await newClient(stage().punctual.url, email);
      await call(client, createJob, { body: aNote('Erinnerung') });
      const { page, complaints } = await visit(stage().browser, width, { locale: 'de-DE' });
      await logIn(page, '/jobs', email);
      expect(await page.evaluate('document.documentElement.lang')).toBe('de');
      for (const [path, shows] of PAGES) {
        await page.goto('about:blank');
        await page.goto(`${stage().punctual.url}${path}`);
        await shown(page, new RegExp(shows));
        await settled(page);
        expect.soft(await englishOn(page), path).toEqual([]);
        expect.soft(await fits(page), `${path}: ${await widest(page)}`).toBe(true);
        expect.soft(await violationsOf(page), path).toEqual([]);
      }
      expect(complaints).toEqual([]);
    },
  );

  test('what is wrong with a job is said in German, by the form and by the service', async () => {
    const email = 'german-mistakes@example.com';
    await newClient(stage().punctual.url, email);
    const { page } = await visit(stage().browser, 1_440, { locale: 'de-DE' });
    await logIn(page, '/jobs/new?task=http', email);
    await page.getByLabel('Name (optional)').fill('zu\u200bunsichtbar');
    await page.getByLabel('URL', { exact: true }).fill('nirgendwo');
    await page.getByRole('button', { name: 'Job planen' }).click();
    await shown(page, 'Geben Sie eine Adresse ein, die mit https:// oder http:// beginnt.');
    await page.getByLabel('URL', { exact: true }).fill('https://example.com/');
    await page.getByRole('button', { name: 'Job planen' }).click();
    await shown(page, 'Lassen Sie Zeichen weg, die nicht zu sehen sind');
  });

  test('who reads English fetches no German file; German is chosen before the login, and English in the settings', async () => {
    const { page } = await visit(stage().browser, 1_440);
    const email = 'both-languages@example.com';
    await newClient(stage().punctual.url, email);
    await page.goto(`${stage().punctual.url}/login`);
    await shown(page, 'New here?');
    expect(await dictionariesOf(page)).toBe(0);
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await shown(page, 'Neu hier?');
    expect(await dictionariesOf(page)).toBe(1);
    await logIn(page, '/settings', email);
    await page.getByLabel('English').check({ force: true });
    await shown(page, 'Save changes');
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
  });
});
