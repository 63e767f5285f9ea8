import { call } from '@punctual/contracts/api/client';
import { createJob } from '@punctual/contracts/api/jobs-contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aNote, newClient, PASSWORD } from '../../support/api-clients.ts';
import { expectAccessible, visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { logIn, shown } from '../../support/panel/people.ts';

const MOST_TABS = 60;

/** Names the element that has the focus, as a person would; BODY is none. */
const focused = (page: Page) =>
  page.evaluate<string>(`(() => {
    const { activeElement: it } = document;
    const words = it.labels?.[0]?.innerText ?? it.getAttribute('aria-label') ?? it.innerText;
    return it === document.body ? 'BODY' : words.trim();
  })()`);

/** Goes on by Tab until the focus is there; it is nowhere else than on something on the way. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let count = 0; count < MOST_TABS; count += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    expect(now, `on the way to ${name}`).not.toBe('BODY');
    if (now === name) return;
  }
  throw new Error(`Tab does not lead to "${name}".`);
}

async function fill(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.type(text);
}

inBrowser('by keyboard alone', (stage) => {
  test('somebody logs in, schedules a job and is told so', async () => {
    const { browser, punctual } = stage();
    await newClient(punctual.url, 'ana@example.com');
    const { page, complaints } = await visit(browser, 1_440);
    await page.goto(`${punctual.url}/login`);
    await page.locator('h1').waitFor();
    await fill(page, 'Email', 'ana@example.com');
    await fill(page, 'Password', PASSWORD);
    await page.keyboard.press('Enter');
    await shown(page, 'What should happen, and when?');
    expect(await focused(page)).toBe('Jobs');
    await page.keyboard.press('c');
    await expect.poll(() => focused(page)).toBe('New job');
    await fill(page, 'To', 'ops@example.com');
    await fill(page, 'Subject', 'Without a mouse');
    await fill(page, 'Text', 'Scheduled by keyboard alone.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Without a mouse' }).waitFor();
    await expect.poll(() => focused(page)).toBe('Without a mouse');
    expect(complaints).toEqual([]);
  });

  /** Somebody with a job, who looks at the list of jobs. */
  async function bob(email: string, width: number) {
    const { browser, punctual } = stage();
    const client = await newClient(punctual.url, email);
    await call(client, createJob, { body: aNote('Monday report') });
    const visited = await visit(browser, width);
    await visited.page.goto(`${punctual.url}/jobs`);
    await logIn(visited.page, { email, password: PASSWORD });
    await shown(visited.page, 'Monday report');
    return visited;
  }

  test('? lists what works on the page that is shown, and Esc gives the focus back', async () => {
    const { page, complaints } = await bob('bob@example.com', 1_440);
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Shortcuts on this page' });
    await dialog.getByText('Go to Jobs').waitFor();
    await dialog.getByText('Search and commands').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('c');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe('Jobs');
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await expect.poll(() => focused(page)).toBe('Settings');
    expect(complaints).toEqual([]);
  });

  test.each([390, 1_440])('at %i px the search finds jobs, pages and commands', async (width) => {
    const { page, complaints } = await bob(`searcher-${width}@example.com`, width);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('monday');
    await page.getByRole('dialog').getByText('Monday report', { exact: true }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Monday report' }).waitFor();
    await page.getByRole('button', { name: /^Search/ }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('api keys');
    await page.getByText('Settings: API keys').waitFor();
    await page.keyboard.press('Enter');
    await shown(page, 'No API keys. Services need one to create jobs.');
    expect(await focused(page)).not.toBe('BODY');
    expect(complaints).toEqual([]);
  });

  test('Enter takes nothing that was found for an earlier text', async () => {
    const { page } = await bob('hasty@example.com', 1_440);
    await page.keyboard.press('Control+k');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('monday');
    await dialog.getByText('Monday report', { exact: true }).waitFor();
    await page.route(/users\/jobs\?/, () => undefined); // is never answered
    await dialog.getByRole('textbox').fill('api keys');
    await dialog.getByText('Settings: API keys').waitFor();
    await page.keyboard.press('Enter');
    await shown(page, 'No API keys. Services need one to create jobs.');
  });

  test('single keys rest in fields, and everywhere once they are switched off', async () => {
    const { page } = await bob('speaker@example.com', 1_440);
    await page.goto(`${stage().punctual.url}/settings`);
    await page.getByLabel('Name (optional)').pressSequentially('gc?');
    expect(await page.getByLabel('Name (optional)').inputValue()).toBe('gc?');
    await page.goto(`${stage().punctual.url}/settings?tab=shortcuts`);
    await page.getByText('Off', { exact: true }).click();
    await page.keyboard.press('c');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    expect(page.url()).toContain('/settings');
  });
});
