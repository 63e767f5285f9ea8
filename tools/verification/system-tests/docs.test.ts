import { expect, test } from 'vitest';
import { visit } from '../support/panel/browser.ts';
import { inBrowser } from '../support/panel/in-browser.ts';

inBrowser('the description of the API, in a browser', (stage) => {
  test('is shown at /api with all operations, and breaks no rule of its page', async () => {
    const { page, complaints } = await visit(stage().browser, 1_280);
    await page.goto(`${stage().punctual.url}/api`);
    await page.locator('.opblock-summary', { hasText: '/users/jobs/{id}/runs' }).first().click();
    await page.locator('.opblock.is-open .responses-table').first().waitFor();
    expect(await page.locator('.opblock').count()).toBeGreaterThan(20);
    expect(complaints).toEqual([]);
  });
});
