import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newClient, PASSWORD } from '../../support/api-clients.ts';
import { expectAccessible, visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { fits, widest } from '../../support/panel/page-checks.ts';
import { register, SEEN_MS, shown } from '../../support/panel/people.ts';

const WIDTHS = [390, 1_440];

inBrowser('placeholders in the job form', (stage) => {
  const url = (path: string) => `${stage().punctual.url}${path}`;

  test.each(WIDTHS)('at %i px a task is shown as it will be sent, while it is written', async (width) => {
    const { page } = await visit(stage().browser, width);
    await register(page, stage().punctual.url, `rendered-${width}@example.com`);
    await page.goto(url('/jobs/new?task=email'));
    const text = page.getByLabel('Text', { exact: true });
    await page.getByLabel('Subject').fill('{{ job.name }} for {{ run.scheduledFor | date: "%A" | upcase }}');
    await text.fill('Sent in {{ job.nam }}');
    await page.getByLabel('Name (optional)').fill('Weekly report');
    await shown(page, 'Text: Line 1, column 12: There is no “job.nam”.');
    await text.fill('Sent in {{ now | date: "%Y" }}');
    const rendered = page.getByRole('region', { name: 'As it will be sent' });
    await rendered.getByText(/^Weekly report for [A-Z]+DAY$/).waitFor({ timeout: SEEN_MS });
    await rendered.getByText(/^Sent in 20\d\d$/).waitFor({ timeout: SEEN_MS });
    await page.getByText('What can be filled in').click();
    await shown(page, 'job.id, job.name, job.tags');
    expect(await fits(page), `${await widest(page)}`).toBe(true);
    await expectAccessible(page);
  });

  test('in German its words, and what is wrong, are German', async () => {
    const email = 'gefuellt@example.com';
    await newClient(stage().punctual.url, email);
    const { page } = await visit(stage().browser, 1_440, { locale: 'de-DE' });
    await logInInGerman(page, email);
    await page.getByLabel('Betreff').fill('{{ job.nam }}');
    await page.getByLabel('Text', { exact: true }).fill('Hallo');
    await shown(page, 'So wird es gesendet');
    await shown(page, 'Betreff: Zeile 1, Spalte 4: „job.nam“ gibt es nicht.');
    await page.getByText('Was sich einsetzen lässt').click();
    await shown(page, 'Schreiben Sie {{ job.name }}, wo der Name des Jobs hingehört.');
  });

  async function logInInGerman(page: Page, email: string): Promise<void> {
    await page.goto(url('/jobs/new?task=email'));
    await page.getByLabel('E-Mail').fill(email);
    await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.getByLabel('Betreff').waitFor({ timeout: SEEN_MS });
  }
});
