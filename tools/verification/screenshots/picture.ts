import { join } from 'node:path';
import { ROOT } from '@punctual/start/system/paths';
import type { Page } from 'playwright-core';
import { settled } from '../support/panel/page-checks.ts';

/** Not part of the repository: docs/screenshots holds only what documents show. */
export const PICTURES = join(ROOT, '.data/screenshots');

const MOST_HEIGHT = 1_500;

/** Saves the whole page as a PNG, the beginning of a very long one, and an open dialog as its window has it. */
export async function takePicture(page: Page, path: string): Promise<void> {
  const size = page.viewportSize() ?? { width: 0, height: 0 };
  const height = await page.evaluate<number>(
    "document.querySelector('[role=dialog]') ? innerHeight : document.documentElement.scrollHeight",
  );
  // A window as high as the page: what is fixed to its end would lie across the middle otherwise.
  await page.setViewportSize({
    width: size.width,
    height: Math.max(size.height, Math.min(height, MOST_HEIGHT)),
  });
  await settled(page);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  await page.setViewportSize(size);
}
