import type { Page } from 'playwright-core';

/** Limit of what a page may move by while it loads, as ui.md has it. */
const MOST_SHIFT = 0.02;

/** From now on each page of this context begins as it is first: without the draft of another. */
export const forgetDrafts = (page: Page): Promise<unknown> =>
  page.context().addInitScript(`
    // The empty page in between has no storage.
    if (location.protocol !== 'about:')
      for (const key of Object.keys(sessionStorage)) if (key.startsWith('punctual-draft')) sessionStorage.removeItem(key);
  `);

/** From now on each page of this context adds up what moves on it by itself, and remembers what it was. */
export const watchShifts = (page: Page): Promise<unknown> =>
  page.context().addInitScript(`
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { hadRecentInput, value, sources } of list.getEntries())
        if (!hadRecentInput) window.shifts.push({ value, of: sources.map(({ node }) =>
          (node?.outerHTML ?? node?.textContent ?? 'gone').slice(0, 80)).slice(0, 2).join(' and ') });
    }).observe({ type: 'layout-shift', buffered: true });
  `);

interface Shift {
  value: number;
  of: string;
}

/** By how much the page has moved, and what of it; null where that is little. */
export async function movedBy(page: Page): Promise<string | null> {
  const shifts = await page.evaluate<Shift[]>('window.shifts');
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  return sum > MOST_SHIFT ? `${sum.toFixed(3)}, ${shifts.map(({ of }) => of).join('; ')}` : null;
}

/** Time within which floating parts find their place again, in ms. */
const FITS_MS = 1_000;

/** Tells if a page becomes no wider than its window. */
export const fits = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>(`new Promise((done) => {
    const end = performance.now() + ${FITS_MS};
    const look = () => {
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth || performance.now() > end) done(scrollWidth <= clientWidth);
      else requestAnimationFrame(look);
    };
    look();
  })`);

/** Lists the elements that are wider than the window, for the message of a failed test. */
export const widest = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(0, 3).map((one) => one.outerHTML.slice(0, 120))`);

/** Until nothing that moves by itself is left and what is shown is final: images, fonts, transitions. */
export const settled = (page: Page): Promise<unknown> =>
  page.evaluate(`document.fonts.ready.then(() =>
    Promise.allSettled(document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity)
      .map((one) => one.finished)))`);
