import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { register, SEEN_MS, shown } from '../../support/panel/people.ts';

const WIDE = 1_440;

inBrowser('the field for a time zone', (stage) => {
  const zone = (page: Page) => page.getByRole('combobox', { name: 'Time zone' });

  async function berliner(email: string) {
    const { page } = await visit(stage().browser, WIDE, { timezoneId: 'Europe/Berlin' });
    await register(page, stage().punctual.url, email);
    return page;
  }

  /** At a form that wants nothing more than a time: Enter would schedule the job. */
  async function repeating(page: Page) {
    await page.goto(`${stage().punctual.url}/jobs/new`);
    await page.getByText('Send an email').first().click();
    await page.getByLabel('Subject').fill('Stand-up');
    await page.getByLabel('Text', { exact: true }).fill('In five minutes.');
    await page.getByText('Repeat', { exact: true }).click();
    await zone(page).waitFor({ timeout: SEEN_MS });
  }

  /** Types as a person does, and waits until the list shows what is found. */
  async function type(page: Page, text: string, found: RegExp) {
    await zone(page).fill(text);
    await page.getByRole('option').filter({ hasText: found }).first().waitFor({ timeout: SEEN_MS });
  }

  test('takes the first zone that is found by what is typed with Enter, and sends no form', async () => {
    const page = await berliner('zone-enter@example.com');
    await repeating(page);
    await type(page, 'new york', /New York/);
    await zone(page).press('Enter');
    await expect.poll(() => zone(page).inputValue()).toBe('America/New York');
    expect(new URL(page.url()).pathname).toBe('/jobs/new');
  });

  test('takes it when it is left, too: saved settings are those that were typed', async () => {
    const page = await berliner('zone-tab@example.com');
    await page.goto(`${stage().punctual.url}/settings`);
    await type(page, 'tokyo', /Tokyo/);
    await zone(page).press('Tab');
    await page.getByRole('button', { name: 'Save changes', exact: true }).click();
    await shown(page, 'Saved.');
    await page.reload();
    await zone(page).waitFor({ timeout: SEEN_MS });
    expect(await zone(page).inputValue()).toBe('Asia/Tokyo');
  });

  test.each([
    ['munich', 'Europe/Berlin', 'Munich'],
    ['mumbai', 'Asia/Kolkata', 'Mumbai'],
    ['UTC+5:30', 'Asia/Kolkata', null],
  ])('finds by %s: %s', async (text, name, via) => {
    const page = await berliner(`zone-${text.replace(/\W/g, '')}@example.com`);
    await page.goto(`${stage().punctual.url}/settings`);
    await type(page, text, new RegExp(name));
    if (via) await page.getByRole('option').filter({ hasText: via }).first().waitFor({ timeout: SEEN_MS });
  });

  test('says at the field that a text is no zone, keeps it, and nothing is saved', async () => {
    const page = await berliner('zone-none@example.com');
    await page.goto(`${stage().punctual.url}/settings`);
    await zone(page).fill('atlantis');
    await shown(page, 'No zone matches. Search for a city.');
    expect(await page.getByRole('option').count()).toBe(0);
    await zone(page).press('Enter');
    await zone(page).press('Tab');
    await shown(page, '“atlantis” is not a time zone. Search for a city.');
    await expect.poll(() => zone(page).inputValue()).toBe('atlantis');
    await page.getByRole('button', { name: 'Save changes', exact: true }).click();
    await page.reload();
    await zone(page).waitFor({ timeout: SEEN_MS });
    expect(await zone(page).inputValue()).toBe('Europe/Berlin');
  });
});
