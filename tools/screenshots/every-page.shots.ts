import { NO_LIMITS } from '@punctual/local-stack/testing/no-limits';
import { expect, test } from 'vitest';
import { visit } from '../system-tests/support/browser.ts';
import { inBrowser } from '../system-tests/support/in-browser.ts';
import { faultsOf, openPage } from '../system-tests/support/open-page.ts';
import { watchShifts } from '../system-tests/support/page-checks.ts';
import type { Who } from '../system-tests/support/panel-page.ts';
import { PAGES } from '../system-tests/support/panel-pages.ts';
import { enterAs, makeShowcase, type Showcase } from '../system-tests/support/showcase.ts';
import { startTarget } from '../system-tests/support/target.ts';

const target = await startTarget();
const everybody = Object.keys(PAGES) as Who[];
const LOOKS = [
  { width: 390, colorScheme: 'light' },
  { width: 1_440, colorScheme: 'dark' },
] as const;

inBrowser(
  'every page',
  (stage) => {
    let showcase: Promise<Showcase> | undefined;

    test.each(LOOKS)(
      'at $width px in $colorScheme is accessible, complains of nothing, stands still and fits its window',
      async ({ width, colorScheme }) => {
        const { browser, punctual } = stage();
        showcase ??= makeShowcase(punctual, target.url);
        const of = await showcase;
        const pagesOf = async (who: Who) => {
          const visitor = await visit(browser, width, { colorScheme, reducedMotion: 'reduce' });
          await watchShifts(visitor.page);
          await enterAs(who, visitor.page, punctual.url);
          const faults: string[] = [];
          for (const one of PAGES[who]) {
            await openPage(visitor, `${punctual.url}${one.path(of)}`, one);
            faults.push(...(await faultsOf(visitor, one.name)));
          }
          return faults;
        };
        expect((await Promise.all(everybody.map(pagesOf))).flat()).toEqual([]);
      },
    );
  },
  { ...NO_LIMITS, ...target.settings },
);
