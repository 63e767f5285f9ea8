import { expect, test } from 'vitest';
import { visit } from '../support/panel/browser.ts';
import { inBrowser } from '../support/panel/in-browser.ts';

inBrowser('the reference of the API, in a browser', (stage) => {
  const opened = async (colorScheme: 'light' | 'dark' = 'light') => {
    const { page, complaints } = await visit(stage().browser, 1_280, { colorScheme });
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    await page.goto(`${stage().punctual.url}/api`);
    await page.locator('.opblock-summary').first().waitFor();
    return { page, complaints, asked };
  };

  test('is shown at /api with all operations, asks no other site for anything and breaks no rule of its page', async () => {
    const { page, complaints, asked } = await opened();
    await page.locator('.opblock-summary', { hasText: '/users/jobs/{id}/runs' }).first().click();
    await page.locator('.opblock.is-open .responses-table').first().waitFor();
    expect(await page.locator('.opblock').count()).toBeGreaterThan(20);
    expect(asked.filter((url) => !url.startsWith(stage().punctual.url) && !url.startsWith('data:'))).toEqual(
      [],
    );
    expect(complaints).toEqual([]);
  });

  test('begins with the first call, finds a call by any of its words, and leads back to the panel', async () => {
    const { page } = await opened();
    const first = await page.getByLabel('The first call').textContent();
    expect(first).toBe(`curl '${stage().punctual.url}/users/jobs' -H 'X-API-Key: YOUR_KEY'`);
    await page.getByLabel('Search the calls').fill('cancel run');
    await expect.poll(() => page.locator('.opblock').count()).toBeLessThan(5);
    expect(await page.locator('.opblock-summary').allTextContents()).toContainEqual(
      expect.stringContaining('/users/runs/{id}/cancel'),
    );
    await page.getByRole('link', { name: 'Your keys' }).click();
    await page.waitForURL(/login/);
  });

  test('is dark where the system is so', async () => {
    const { page } = await opened('dark');
    const ground = 'getComputedStyle(document.querySelector(".swagger-ui")).backgroundColor';
    expect(await page.evaluate(ground)).toBe('rgb(26, 27, 30)');
  });
});
