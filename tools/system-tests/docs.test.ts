import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch, visit } from './support/browser.ts';
import { type Punctual, startPunctual } from './support/punctual.ts';

const chromiumPath = inject('chromiumPath');

describe.skipIf(!chromiumPath)('the description of the API, in a browser', () => {
  let punctual: Punctual;
  let browser: Browser;

  beforeAll(async () => {
    [punctual, browser] = await Promise.all([startPunctual(), launch(chromiumPath ?? '')]);
  });
  afterAll(async () => {
    await browser?.close();
    await punctual?.stop();
  });

  test('is shown at /api with all operations, and breaks no rule of its page', async () => {
    const { page, complaints } = await visit(browser, 1_280);
    await page.goto(`${punctual.url}/api`);
    await page.locator('.opblock-summary', { hasText: '/users/jobs/{id}/runs' }).first().click();
    await page.locator('.opblock.is-open .responses-table').first().waitFor();
    expect(await page.locator('.opblock').count()).toBeGreaterThan(20);
    expect(complaints).toEqual([]);
  });
});
