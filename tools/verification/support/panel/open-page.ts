import { type Visit, violationsOf } from './browser.ts';
import { fits, movedBy, settled, widest } from './page-checks.ts';
import type { PanelPage } from './panel-page.ts';
import { shown } from './people.ts';

const NARROWEST = 320;
const PHONES_END = 768;

/** Opens a page by its address, as a link in a mail would, and waits until it is shown completely. */
export async function openPage({ page }: Visit, url: string, one: PanelPage): Promise<void> {
  // A page that differs by its hash alone would not be loaded again.
  await page.goto('about:blank');
  await page.goto(url);
  await shown(page, one.shows);
  await one.act?.(page);
  await settled(page);
}

/** Lists the faults of the page that is open, one a line, in light and in dark. Leaves its window as it was. */
export async function faultsOf(visitor: Visit, { refusal }: PanelPage): Promise<string[]> {
  const { page, complaints } = visitor;
  const width = page.viewportSize()?.width ?? 0;
  const moved = await movedBy(page);
  const faults = [
    ...(moved ? [`moves by ${moved}`] : []),
    ...(await violationsOf(page)),
    ...(await violationsInDark(visitor)),
    ...(await tooWide(visitor, width < PHONES_END ? [width, NARROWEST] : [width])),
    ...complaints.splice(0).filter((one) => !one.includes(`a status of ${refusal} `)),
  ];
  return faults.map((fault) => `at ${width} px: ${fault}`);
}

/** Dark differs by its colours alone: what else there is to say was said in light. */
async function violationsInDark({ page }: Visit): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
  await settled(page);
  const found = await violationsOf(page, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
  return found.map((one) => `in dark, ${one}`);
}

async function tooWide({ page }: Visit, widths: number[]): Promise<string[]> {
  const size = page.viewportSize();
  const faults: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: size?.height ?? 0 });
    if (!(await fits(page))) faults.push(`scrolls sideways in ${width} px: ${await widest(page)}`);
  }
  if (size) await page.setViewportSize(size);
  return faults;
}
