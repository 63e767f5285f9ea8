import { NO_LIMITS } from '@punctual/testing/backing/no-limits';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Visit, visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { faultsOf, openPage } from '../../support/panel/open-page.ts';
import { forgetDrafts, watchShifts } from '../../support/panel/page-checks.ts';
import type { PanelPage } from '../../support/panel/panel-page.ts';
import { OPENED, PAGES } from '../../support/panel/panel-pages.ts';
import type { Who } from '../../support/panel/people.ts';
import { shown } from '../../support/panel/people.ts';
import { enterAs, makeShowcase, type Showcase } from '../../support/panel/showcase.ts';
import { startTarget } from '../../support/panel/target.ts';

const WIDTHS = [390, 1_440];
const ALL: { who: Who; name: string; one: PanelPage }[] = [
  ...(Object.entries(PAGES) as [Who, PanelPage[]][]).flatMap(([who, pages]) =>
    pages.map((one) => ({ who, name: one.name, one })),
  ),
  ...OPENED.map((one) => ({ who: 'ana' as const, name: one.name, one })),
];

const target = await startTarget();

inBrowser(
  'every page',
  (stage) => {
    let showcase: Showcase;
    const visitors = new Map<string, Promise<Visit>>();
    beforeAll(async () => {
      showcase = await makeShowcase(stage().punctual, target.url);
    });
    afterAll(() => target.stop());

    async function enter(who: Who, width: number): Promise<Visit> {
      const visitor = await visit(stage().browser, width, { colorScheme: 'light' });
      await watchShifts(visitor.page);
      await forgetDrafts(visitor.page);
      await enterAs(who, visitor.page, stage().punctual.url);
      return visitor;
    }

    /** One who stays logged in from page to page. */
    function visitorOf(who: Who, width: number): Promise<Visit> {
      const key = `${who} at ${width}`;
      const known = visitors.get(key) ?? enter(who, width);
      visitors.set(key, known);
      return known;
    }

    test.each(ALL)(
      '$name, as $who sees it, is accessible in light and dark, complains of nothing, stands still and fits its window',
      async ({ who, one }) => {
        const faultsAt = async (width: number) => {
          const visitor = await visitorOf(who, width);
          await openPage(visitor, `${stage().punctual.url}${one.path(showcase)}`, one);
          return faultsOf(visitor, one);
        };
        expect((await Promise.all(WIDTHS.map(faultsAt))).flat()).toEqual([]);
      },
    );

    test.each([
      ['dark', 'rgb(26, 27, 30)'],
      ['light', 'rgb(248, 249, 251)'],
    ] as const)('is %s from the first frame on where the system is so', async (colorScheme, ground) => {
      const { page } = await visit(stage().browser, 390, { colorScheme });
      await page.addInitScript(`
        window.grounds = [];
        requestAnimationFrame(function look() {
          if (document.body) window.grounds.push(getComputedStyle(document.body).backgroundColor);
          requestAnimationFrame(look);
        });
      `);
      await page.goto(`${stage().punctual.url}/login`);
      await shown(page, 'New here?');
      expect(await page.evaluate('[...new Set(window.grounds)]')).toEqual([ground]);
    });
  },
  { ...NO_LIMITS, ...target.settings },
);
