import { call } from '@punctual/contracts/api/client';
import { listJobs } from '@punctual/contracts/api/jobs-contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newClient } from '../../support/api-clients.ts';
import { expectAccessible } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { arrive, shown } from '../../support/panel/people.ts';

/** Carries out a command that the panel shows, as a shell and curl would. */
function carryOut(command: string): Promise<Response> {
  const [, url = ''] = /^curl (?:-X \w+ )?'([^']+)'/.exec(command) ?? [];
  const headers = [...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name, value]) => [name, value]);
  const body = /-d '([\s\S]*)'$/.exec(command)?.[1];
  return fetch(url, {
    headers: Object.fromEntries(headers),
    ...(body === undefined ? {} : { method: 'POST', body }),
  });
}

inBrowser('the API in the panel', (stage) => {
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const textOf = async (page: Page, label: string) =>
    (await page.getByRole('figure', { name: label, exact: true }).locator('pre').textContent()) ?? '';

  async function aKey(page: Page, service: string): Promise<string> {
    await button(page, 'New API key').click();
    await page.getByLabel('Service').fill(service);
    await button(page, 'Create key').click();
    return page.getByLabel(`API key of ${service}`).inputValue();
  }

  test('is reached from rail, menu, palette and the keys, and names its address, its reference and the first calls', async () => {
    await newClient(stage().punctual.url, 'places@example.com');
    const { page, complaints } = await arrive(stage(), 'places@example.com', '/settings?tab=keys');
    const atApi = () => page.waitForURL(/\/developers$/);
    await page.getByRole('link', { name: 'More about the API' }).click();
    await atApi();
    expect(await textOf(page, 'Base URL')).toBe(stage().punctual.url);
    expect(await page.getByRole('link', { name: 'API reference' }).getAttribute('href')).toBe('/docs');
    await page.goto(`${stage().punctual.url}/runs`);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'API' }).click();
    await atApi();
    await page.goto(`${stage().punctual.url}/runs`);
    await button(page, 'Account of places@example.com').click();
    await page.getByRole('link', { name: 'API', exact: true }).last().click();
    await atApi();
    await page.goto(`${stage().punctual.url}/runs`);
    await shown(page, 'Nothing has run yet.');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('textbox').fill('API');
    await page.getByRole('dialog').getByRole('button', { name: 'API', exact: true }).click();
    await atApi();
    expect(complaints).toEqual([]);
  });

  test('gives a command with the key that was just made, which works, and lists its calls', async () => {
    await newClient(stage().punctual.url, 'caller@example.com');
    const { page, complaints } = await arrive(stage(), 'caller@example.com', '/developers');
    const key = await aKey(page, 'billing');
    const command = await textOf(page, 'Command with your key');
    expect(command).toContain(key);
    expect((await carryOut(command)).status).toBe(200);
    await button(page, 'I have stored it').click();
    expect(
      (await carryOut((await textOf(page, 'Create a job that runs every hour')).replace('YOUR_KEY', key)))
        .status,
    ).toBe(201);
    await page.getByText('Last calls').click();
    await shown(page, 'POST /users/jobs');
    await shown(page, 'GET /users/jobs');
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });

  test('replaces a key: the old one works until it ends, or is refused at once', async () => {
    await newClient(stage().punctual.url, 'rotator@example.com');
    const { page, complaints } = await arrive(stage(), 'rotator@example.com', '/developers');
    const status = async (key: string) =>
      (await fetch(`${stage().punctual.url}/users/jobs`, { headers: { 'x-api-key': key } })).status;
    const replace = async (ends: string) => {
      await button(page, 'Replace the key of shop').last().click();
      await page.getByText(ends, { exact: true }).click();
      await button(page, 'Create the new key').click();
      const next = await page.getByLabel('API key of shop').inputValue();
      await button(page, 'I have stored it').click();
      return next;
    };
    const old = await aKey(page, 'shop');
    await button(page, 'I have stored it').click();
    const next = await replace('In a day');
    await shown(page, /expires \w{3} \d/);
    expect([await status(old), await status(next)]).toEqual([200, 200]);
    await replace('At once');
    await expect.poll(() => status(old)).toBe(401);
    expect(await status(next)).toBe(200);
    expect(complaints).toEqual([]);
  });

  test('shows the form of a job as a command that makes the same job', async () => {
    const client = await newClient(stage().punctual.url, 'form@example.com');
    const { page, complaints } = await arrive(stage(), 'form@example.com', '/developers');
    const key = await aKey(page, 'form');
    await button(page, 'I have stored it').click();
    await page.goto(`${stage().punctual.url}/jobs/new?task=log`);
    await page.getByLabel('Note', { exact: true }).fill('{"from": "the form"}');
    await page.getByText('Cron', { exact: true }).click();
    await page.getByLabel('Cron expression').fill('0 9 * * MON');
    await button(page, 'As an API call').click();
    const command = await textOf(page, 'The request as a command');
    await expectAccessible(page);
    expect((await carryOut(command.replace('YOUR_KEY', key))).status).toBe(201);
    const [job] = (await call(client, listJobs, {})).data;
    expect(job).toMatchObject({
      task: { type: 'log', data: { from: 'the form' } },
      schedule: { kind: 'cron', expression: '0 9 * * MON' },
    });
    expect(complaints).toEqual([]);
  });
});
