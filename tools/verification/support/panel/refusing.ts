import type { Page } from 'playwright-core';

export const REFUSALS = [500, 503, 429];

/** Answers what is asked at these addresses with this status, until the returned function is called. */
export async function refuse(page: Page, address: RegExp, status: number): Promise<() => Promise<void>> {
  const error = { code: 'REFUSED', message: `Refused with ${status}.`, details: [], requestId: 'request-7' };
  // Pages have the same addresses as some of what they ask for.
  const matches = (url: URL) => address.test(`${url.pathname}${url.search}`);
  await page.route(matches, (route) =>
    route.request().resourceType() === 'document'
      ? route.continue()
      : route.fulfill({ status, headers: { 'retry-after': '8' }, json: { error } }),
  );
  return () => page.unroute(matches);
}
