import type { Page } from 'playwright-core';
import type { Showcase } from './showcase.ts';

/** A page of the panel, and what has to be there for it to be shown completely. */
export interface PanelPage {
  name: string;
  path: (of: Showcase) => string;
  shows: string | RegExp;
  /** The status that a request of it is refused with, which browsers log. */
  refusal?: number;
  /** Acts on the page until it is as meant. */
  act?: (page: Page) => Promise<void>;
}

export const at = (
  name: string,
  path: string | PanelPage['path'],
  shows: PanelPage['shows'],
  act?: PanelPage['act'],
): PanelPage => ({
  ...{ name, shows, path: typeof path === 'string' ? () => path : path },
  ...(act ? { act } : {}),
});

export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click();
