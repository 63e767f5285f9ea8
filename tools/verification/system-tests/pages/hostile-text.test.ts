import { createApiKey } from '@punctual/contracts/api/api-keys-contract';
import { call } from '@punctual/contracts/api/client';
import { runJob } from '@punctual/contracts/api/job-actions-contract';
import { createJob } from '@punctual/contracts/api/jobs-contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newClient, PASSWORD } from '../../support/api-clients.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { arrive, SEEN_MS, shown } from '../../support/panel/people.ts';

const HOSTILE = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>';

/** All that a script of somebody else could read: the storages, and the cookies that scripts see. */
const readable = (page: Page): Promise<string> =>
  page.evaluate(
    'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, Object.keys(localStorage)])',
  );

inBrowser('what may not reach a browser, or lie open in it', (stage) => {
  test('markup in names, descriptions, tags and contents is shown as the text that it is, and runs nowhere', async () => {
    const email = 'ana-hostile@example.com';
    const ana = await newClient(stage().punctual.url, email);
    const { id } = await call(ana, createJob, {
      body: {
        ...{ name: HOSTILE, description: HOSTILE, tags: ['<b>bold</b>'] },
        task: { type: 'email', to: ['ops@example.com'], subject: HOSTILE, text: HOSTILE, html: HOSTILE },
        schedule: { kind: 'once', at: '2090-01-01T00:00:00.000Z' },
      },
    });
    await call(ana, runJob, { params: { id } });
    const { page, complaints } = await arrive(stage(), email, '/jobs');
    for (const path of ['/jobs', `/jobs/${id}`, `/jobs/${id}?tab=changes`, `/jobs/${id}/edit`, '/runs']) {
      await page.goto(`${stage().punctual.url}${path}`);
      if (path.endsWith('/edit')) await page.locator('form').waitFor({ timeout: SEEN_MS });
      else await shown(page, HOSTILE);
      expect(await page.evaluate('window.broken')).toBeUndefined();
      expect(await page.locator('img[src="x"]').count()).toBe(0);
    }
    // A script that was held back by the policy alone would be complained of.
    expect(complaints).toEqual([]);
  });

  test('no token, password or key lies where scripts can read it, though a job is half written', async () => {
    const email = 'ana-stored@example.com';
    const ana = await newClient(stage().punctual.url, email);
    const { key } = await call(ana, createApiKey, { body: { service: 'billing', scopes: ['jobs:read'] } });
    const { page } = await arrive(stage(), email, '/jobs');
    await page.goto(`${stage().punctual.url}/jobs/new?task=email`);
    await page.getByLabel('Subject').fill('Half written');
    await expect.poll(() => readable(page), { timeout: SEEN_MS }).toContain('Half written');
    const stored = await readable(page);
    expect(stored).not.toMatch(/eyJ[\w-]+\.|punctual_rt|refresh.?token/i);
    for (const secret of [PASSWORD, key]) expect(stored).not.toContain(secret);
  });
});
