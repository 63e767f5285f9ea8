import { type Visit, violationsOf } from './browser.ts';
import { MOST_SHIFT, settled, shiftOf, sideways, widest } from './page-checks.ts';
import type { PanelPage } from './panel-page.ts';
import { shown } from './people.ts';

const NARROWEST = 320;
const MOST_WORDS = 300;

/** Opens a page by its address, as a link in a mail would, and waits until it is shown completely. */
export async function openPage({ page, complaints }: Visit, url: string, one: PanelPage): Promise<void> {
  // A page that differs by its hash alone would not be loaded again.
  await page.goto('about:blank');
  await page.goto(url);
  try {
    await shown(page, one.shows);
    await one.act?.(page);
  } catch (error) {
    // What is wrong with one page is not to hide what is wrong with the others.
    complaints.push(String(error).slice(0, MOST_WORDS));
  }
  await settled(page);
}

/** What is wrong with the page that is open; each by a line. Leaves its window as it was. */
export async function faultsOf({ page, complaints }: Visit, name: string): Promise<string[]> {
  const faults = complaints.splice(0);
  const shift = await shiftOf(page);
  if (shift > MOST_SHIFT) faults.push(`moves by ${shift.toFixed(3)}`);
  faults.push(...(await violationsOf(page)));
  const size = page.viewportSize();
  const widths = size && size.width < 768 ? [size.width, NARROWEST] : [size?.width ?? 0];
  for (const width of widths) {
    await page.setViewportSize({ width, height: size?.height ?? 0 });
    if ((await sideways(page)) > 0) faults.push(`scrolls sideways at ${width} px: ${await widest(page)}`);
  }
  if (size) await page.setViewportSize(size);
  return faults.map((fault) => `${name}: ${fault}`);
}
