import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { NO_LIMITS } from '@punctual/testing/backing/no-limits';
import { test } from 'vitest';
import { visit } from '../support/panel/browser.ts';
import { inBrowser } from '../support/panel/in-browser.ts';
import { openPage } from '../support/panel/open-page.ts';
import { forgetDrafts } from '../support/panel/page-checks.ts';
import type { PanelPage } from '../support/panel/panel-page.ts';
import { OPENED, PAGES } from '../support/panel/panel-pages.ts';
import type { Who } from '../support/panel/people.ts';
import { enterAs, makeShowcase, type Showcase } from '../support/panel/showcase.ts';
import { startTarget } from '../support/panel/target.ts';
import { PICTURES, takePicture } from './picture.ts';

const LOOKS = [390, 1_440].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);
const [IN_BOTH, LIGHT_ONLY] = [
  (Object.entries(PAGES) as [Who, PanelPage[]][]).reverse(),
  ['ana', OPENED] as [Who, PanelPage[]],
];

const target = await startTarget();

inBrowser(
  'pictures',
  (stage) => {
    let showcase: Promise<Showcase> | undefined;

    test.concurrent.each(LOOKS)(
      'of every page at $width px in $colorScheme',
      async ({ width, colorScheme }) => {
        const { browser, punctual } = stage();
        showcase ??= makeShowcase(punctual, target.url);
        const of = await showcase;
        const folder = join(PICTURES, `${width}-${colorScheme}`);
        await mkdir(folder, { recursive: true });
        // What opens is taken in one scheme: twice as many pictures would be too many to keep.
        for (const [who, pages] of colorScheme === 'light' ? [...IN_BOTH, LIGHT_ONLY] : IN_BOTH) {
          const visitor = await visit(browser, width, { colorScheme });
          await forgetDrafts(visitor.page);
          await enterAs(who, visitor.page, punctual.url);
          for (const one of pages) {
            await openPage(visitor, `${punctual.url}${one.path(of)}`, one);
            await takePicture(visitor.page, join(folder, `${one.name}.png`));
          }
          await visitor.page.context().close();
        }
      },
    );
  },
  { ...NO_LIMITS, ...target.settings },
);
