import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { launch } from './browser.ts';
import { type Punctual, type Settings, startPunctual } from './punctual.ts';

export interface Stage {
  punctual: Punctual;
  browser: Browser;
}

/**
 * Tests of the whole in a browser: both services and one browser for all of a file. Where Chromium is not there
 * and cannot be installed they are left out, and that is said.
 * @param tests get a way to the stage, which is set up when they run
 */
export function inBrowser(title: string, tests: (stage: () => Stage) => void, env: Settings = {}): void {
  const chromiumPath = inject('chromiumPath');
  if (!chromiumPath)
    console.warn(`\n*** NOT RUN, for Chromium is not here and cannot be installed: ${title} ***\n`);
  describe.skipIf(!chromiumPath)(title, () => {
    let stage: Partial<Stage> = {};
    beforeAll(async () => {
      const [punctual, browser] = await Promise.all([startPunctual(env), launch(chromiumPath ?? '')]);
      stage = { punctual, browser };
    });
    afterAll(async () => {
      await stage.browser?.close();
      await stage.punctual?.stop();
    });
    tests(() => stage as Stage);
  });
}
