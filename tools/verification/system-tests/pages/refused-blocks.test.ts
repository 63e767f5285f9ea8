import { NO_LIMITS } from '@punctual/testing/backing/no-limits';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { BLOCKS, type Block } from '../../support/panel/blocks.ts';
import { expectAccessible, visit } from '../../support/panel/browser.ts';
import { inBrowser } from '../../support/panel/in-browser.ts';
import { press } from '../../support/panel/panel-page.ts';
import type { Who } from '../../support/panel/people.ts';
import { shown } from '../../support/panel/people.ts';
import { REFUSALS, refuse } from '../../support/panel/refusing.ts';
import { enterAs, makeShowcase, type Showcase } from '../../support/panel/showcase.ts';
import { startTarget } from '../../support/panel/target.ts';

const target = await startTarget();

inBrowser(
  'a block that is refused',
  (stage) => {
    let showcase: Showcase;
    const pages = new Map<string, Promise<Page>>();
    beforeAll(async () => {
      showcase = await makeShowcase(stage().punctual, target.url);
    });
    afterAll(() => target.stop());

    async function enter(who: Who): Promise<Page> {
      const { page } = await visit(stage().browser, 1_440);
      await enterAs(who, page, stage().punctual.url);
      return page;
    }

    /** One who stays logged in from block to block, for each status. */
    function pageOf(who: Who, status: number): Promise<Page> {
      const known = pages.get(`${who} ${status}`) ?? enter(who);
      pages.set(`${who} ${status}`, known);
      return known;
    }

    async function refusedAndRepaired({ who, path, asks, says, beside, shows }: Block, status: number) {
      const page = await pageOf(who, status);
      const answerAgain = await refuse(page, asks, status);
      await page.goto(`${stage().punctual.url}${path(showcase)}`);
      await shown(page, says);
      await shown(page, beside);
      await page.getByText('Details', { exact: true }).first().click();
      await shown(page, status === 429 ? 'Too many requests.' : `Refused with ${status}.`);
      await shown(page, 'request-7');
      if (status === 500) await expectAccessible(page);
      await answerAgain();
      await press(page, 'Try again');
      await shown(page, shows);
      await page.getByText(says).waitFor({ state: 'detached' });
    }

    test.each(BLOCKS)(
      '$block: says so in its place, leaves the rest as it is, and "Try again" repairs it',
      async (block) => {
        await Promise.all(REFUSALS.map((status) => refusedAndRepaired(block, status)));
      },
    );
  },
  { ...NO_LIMITS, ...target.settings },
);
