import type { Page } from 'playwright-core';

/** What a page may move by while it loads, as ui.md has it. */
export const MOST_SHIFT = 0.02;

/** From now on each page of this context adds up what moves on it by itself. */
export const watchShifts = (page: Page): Promise<unknown> =>
  page.context().addInitScript(`
    // Each page is to be as it is first: without the draft of another.
    for (const key of Object.keys(sessionStorage)) if (key.startsWith('punctual-draft')) sessionStorage.removeItem(key);
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  `);

export const shiftOf = (page: Page): Promise<number> => page.evaluate<number>('window.shifts');

/** How many pixels a page is wider than its window. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** What is wider than the window, for whoever has to mend it. */
export const widest = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(0, 3).map((one) => one.outerHTML.slice(0, 120))`);

/** Until nothing that moves by itself is left and what is shown is final: images, fonts, transitions. */
export const settled = (page: Page): Promise<unknown> =>
  page.evaluate(`document.fonts.ready.then(() =>
    Promise.allSettled(document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity)
      .map((one) => one.finished)))`);
